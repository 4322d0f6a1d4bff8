package io.vigie.ingest.recognition;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Recognises what was received. Looks at no more than the first kilobyte.
public final class Strangers {
  private static final int LOOKED_AT = 1024;

  private Strangers() {}

  /// What the body of an HTTP response is, if it is no exposition for a known reason. Ask after
  /// reading it as one has failed, or when it has no samples: an exposition is never taken for
  /// something else by mistake then.
  ///
  /// @param contentType the response's `Content-Type`, empty if it had none
  /// @param length bytes of `body` that count
  public static Optional<Stranger> inBody(String contentType, byte[] body, int length) {
    Optional<Stranger> wire = onWire(body, length);
    if (wire.isPresent()) {
      return wire;
    }
    String start = text(body, length).stripLeading().toLowerCase(Locale.ROOT);
    if (start.isEmpty()) {
      return Optional.of(Stranger.EMPTY);
    }
    if (start.contains("http request to an https server") || start.contains("sent to https port")) {
      return Optional.of(Stranger.TLS);
    }
    if (start.contains("mongodb over http")) {
      return Optional.of(Stranger.MONGODB);
    }
    return markup(contentType.toLowerCase(Locale.ROOT), start)
        .or(() ->
            hasControlCharacter(body, length) ? Optional.of(Stranger.BINARY) : Optional.empty());
  }

  private static Optional<Stranger> markup(String contentType, String start) {
    String mediaType = contentType.split(";", 2)[0].strip();
    if (start.startsWith("<!doctype html")
        || start.startsWith("<html")
        || mediaType.equals("text/html")
        || mediaType.equals("application/xhtml+xml")) {
      return Optional.of(Stranger.HTML);
    }
    if (mediaType.endsWith("/json") || mediaType.endsWith("+json") || looksLikeJson(start)) {
      return Optional.of(Stranger.JSON);
    }
    boolean xml =
        start.startsWith("<?xml") || mediaType.endsWith("/xml") || mediaType.endsWith("+xml");
    return xml ? Optional.of(Stranger.XML) : Optional.empty();
  }

  /// An object or array begins; `{"name"} 1` is a series with a quoted name.
  private static boolean looksLikeJson(String start) {
    if (start.startsWith("[")) {
      return true;
    }
    String inside = start.startsWith("{") ? start.substring(1).stripLeading() : "";
    if (inside.startsWith("}")) {
      return true;
    }
    int quote = inside.startsWith("\"") ? inside.indexOf('"', 1) : -1;
    return quote > 0 && inside.substring(quote + 1).stripLeading().startsWith(":");
  }

  private static boolean hasControlCharacter(byte[] body, int length) {
    for (int i = 0; i < Math.min(length, LOOKED_AT); i++) {
      if (body[i] >= 0 && body[i] < ' ' && body[i] != '\n' && body[i] != '\r' && body[i] != '\t') {
        return true;
      }
    }
    return false;
  }

  /// Who speaks so where an HTTP response was expected.
  ///
  /// @param length bytes of `received` that count
  public static Optional<Stranger> onWire(byte[] received, int length) {
    String start = text(received, length);
    if (start.startsWith("SSH-")) {
      return Optional.of(Stranger.SSH);
    }
    if (start.matches("(?s)[-+](PONG|ERR|NOAUTH|DENIED|WRONGPASS|LOADING|MISCONF|NOPERM)\\b.*")) {
      return Optional.of(Stranger.REDIS);
    }
    if (start.startsWith("220 ") || start.startsWith("220-")) {
      return Optional.of(Stranger.SMTP);
    }
    if (isMySqlGreeting(received, length)) {
      return Optional.of(Stranger.MYSQL);
    }
    if (isTlsRecord(received, length)) {
      return Optional.of(Stranger.TLS);
    }
    return isPostgresError(received, length) ? Optional.of(Stranger.POSTGRESQL) : Optional.empty();
  }

  /// Packet 0 of a MySQL connection: three bytes of length, a zero, then the greeting of protocol
  /// version 10 or an error.
  private static boolean isMySqlGreeting(byte[] received, int length) {
    if (length < 7 || received[3] != 0) {
      return false;
    }
    int packetLength =
        (received[0] & 0xff) | (received[1] & 0xff) << 8 | (received[2] & 0xff) << 16;
    boolean greeting = received[4] == 10 && received[5] >= '0' && received[5] <= '9';
    boolean error = (received[4] & 0xff) == 0xff;
    return packetLength > 3 && packetLength < LOOKED_AT && (greeting || error);
  }

  /// An alert or handshake record of SSL 3 or TLS 1.
  private static boolean isTlsRecord(byte[] received, int length) {
    return length >= 5 && (received[0] == 0x15 || received[0] == 0x16) && received[1] == 3;
  }

  /// An ErrorResponse of PostgreSQL: `E`, four bytes of length, `S` and the severity.
  private static boolean isPostgresError(byte[] received, int length) {
    return length >= 8
        && received[0] == 'E'
        && received[1] == 0
        && received[2] == 0
        && received[5] == 'S';
  }

  private static String text(byte[] bytes, int length) {
    return new String(bytes, 0, Math.min(length, LOOKED_AT), StandardCharsets.ISO_8859_1);
  }
}
