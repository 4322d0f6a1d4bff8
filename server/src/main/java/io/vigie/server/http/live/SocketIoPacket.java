package io.vigie.server.http.live;

import java.util.Arrays;
import java.util.Optional;

/// A packet of the Socket.IO protocol, revision 5,
/// <https://github.com/socketio/socket.io-protocol>; those with binary attachments are left out, as
/// nobody here has a use for them.
///
/// @param namespace with its slash
/// @param id digits by which an answer is recognised; empty if none is wanted
/// @param data JSON, or empty
record SocketIoPacket(Type type, String namespace, String id, String data) {
  static final String MAIN = "/";
  private static final int MAX_ID_DIGITS = 18;

  enum Type {
    CONNECT('0'),
    DISCONNECT('1'),
    EVENT('2'),
    ACK('3'),
    CONNECT_ERROR('4');

    private final char code;

    Type(char code) {
      this.code = code;
    }
  }

  /// A packet for the main namespace.
  static SocketIoPacket of(Type type, String data) {
    return new SocketIoPacket(type, MAIN, "", data);
  }

  /// @return empty if the text is no packet that is understood
  static Optional<SocketIoPacket> parse(String text) {
    Optional<Type> type =
        Arrays.stream(Type.values())
            .filter(each -> !text.isEmpty() && each.code == text.charAt(0))
            .findFirst();
    if (type.isEmpty()) {
      return Optional.empty();
    }
    int at = 1;
    String namespace = MAIN;
    if (text.startsWith("/", at)) {
      int comma = text.indexOf(',', at);
      int end = comma < 0 ? text.length() : comma;
      namespace = text.substring(at, end);
      at = comma < 0 ? end : comma + 1;
    }
    int digits = at;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    return digits - at > MAX_ID_DIGITS
        ? Optional.empty()
        : Optional.of(
            new SocketIoPacket(
                type.get(), namespace, text.substring(at, digits), text.substring(digits)));
  }

  /// As it is sent.
  String text() {
    String before = namespace.equals(MAIN) ? "" : namespace + ",";
    return type.code + before + id + data;
  }
}
