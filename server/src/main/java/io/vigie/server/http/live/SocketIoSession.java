package io.vigie.server.http.live;

import io.vigie.config.http.Secret;
import io.vigie.model.time.Ticker;
import io.vigie.server.http.JsonText;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.StreamCaller;
import io.vigie.server.live.LiveEvent;
import io.vigie.server.live.LiveFeed;
import io.vigie.server.live.Subscription;
import io.vigie.server.live.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One client of Socket.IO, whatever it is connected by. Speaks Engine.IO, revision 4
/// (<https://github.com/socketio/engine.io-protocol>), and in it Socket.IO, revision 5. A packet is
/// a digit and what it carries. Thread-safe.
final class SocketIoSession {
  static final String PROBE = "2probe";
  static final String PROBE_ANSWER = "3probe";
  static final String UPGRADE = "5";
  private static final char OPEN = '0';
  private static final String CLOSE = "1";
  private static final String PING = "2";
  private static final char PONG = '3';
  private static final char MESSAGE = '4';
  private static final String NOOP = "6";

  /// Between the packets of one answer to a poll.
  static final char SEPARATOR = '\u001e';

  private static final String UNAUTHORIZED =
      "Unauthorized: give a token that may read, as in io(url, { auth: { token } })";

  /// How patient a server is.
  ///
  /// @param connectWithin for so long one may be there without having said who one is
  record Patience(Duration pingEvery, Duration pongWithin, Duration connectWithin) {
    static final Patience USUAL =
        new Patience(Duration.ofSeconds(25), Duration.ofSeconds(20), Duration.ofSeconds(20));
  }

  private final String id;
  private final LiveFeed feed;
  private final Patience patience;
  private final Ticker ticker;
  private final Outbox outbox = new Outbox(SocketIoSession::message);
  private final long connectByNanos;

  // Guarded by this.
  private StreamCaller caller;
  private @Nullable Subscription subscription;
  private @Nullable Permit permit;
  private boolean open = true;
  private boolean upgraded;
  private boolean polled;
  private long pingDueNanos;
  private boolean pongDue;
  private long pongByNanos;

  SocketIoSession(String id, StreamCaller caller, LiveFeed feed, Patience patience, Ticker ticker) {
    this.id = id;
    this.caller = caller;
    this.feed = feed;
    this.patience = patience;
    this.ticker = ticker;
    long now = ticker.readNanos();
    this.connectByNanos = now + patience.connectWithin().toNanos();
    this.pingDueNanos = now + patience.pingEvery().toNanos();
  }

  private static String message(LiveEvent event) {
    return message(
        SocketIoPacket.of(
            SocketIoPacket.Type.EVENT, "[\"" + event.topic().word() + "\"," + event.json() + "]"));
  }

  private static String message(SocketIoPacket packet) {
    return MESSAGE + packet.text();
  }

  /// The first packet.
  ///
  /// @param upgrades whether a WebSocket may follow
  String handshake(boolean upgrades) {
    return OPEN
        + JsonText.of(json -> {
          json.beginObject().name("sid").string(id);
          json.name("upgrades").beginArray();
          if (upgrades) {
            json.string("websocket");
          }
          json.endArray().name("pingInterval").number(patience.pingEvery().toMillis());
          json.name("pingTimeout").number(patience.pongWithin().toMillis());
          json.name("maxPayload").number((long) SocketIoApi.MAX_PAYLOAD_BYTES).endObject();
        });
  }

  /// What waits for a client that polls; waits until there is something.
  ///
  /// @return empty if the client must not poll, or not now
  Optional<String> poll() throws InterruptedException {
    synchronized (this) {
      if (!open || upgraded) {
        return Optional.empty();
      }
      if (polled) {
        close(CLOSE);
        return Optional.empty();
      }
      polled = true;
    }
    try {
      return Optional.of(packets(next().orElse(CLOSE)));
    } finally {
      synchronized (this) {
        polled = false;
      }
    }
  }

  private String packets(String first) {
    StringBuilder all = new StringBuilder(first);
    while (all.length() < SocketIoApi.MAX_PAYLOAD_BYTES) {
      Optional<String> more = outbox.poll();
      if (more.isEmpty()) {
        break;
      }
      all.append(SEPARATOR).append(more.get());
    }
    return all.toString();
  }

  /// The next packet, a ping where one is due; empty if the session is over.
  Optional<String> next() throws InterruptedException {
    long leftNanos;
    synchronized (this) {
      leftNanos = pingDueNanos - ticker.readNanos();
    }
    // Before anything else: a client that gets no ping takes the server for dead.
    Optional<String> packet = leftNanos <= 0 ? ping() : Optional.empty();
    if (packet.isEmpty()) {
      packet = outbox.next(Duration.ofNanos(Math.max(0, leftNanos)));
    }
    return packet.isPresent() ? packet : ping();
  }

  private synchronized Optional<String> ping() {
    if (!open) {
      return Optional.empty();
    }
    long now = ticker.readNanos();
    pingDueNanos = now + patience.pingEvery().toNanos();
    pongByNanos = now + patience.pongWithin().toNanos();
    pongDue = true;
    return Optional.of(PING);
  }

  /// Lets a poll that waits come back, as a WebSocket is about to follow.
  void releasePoll() {
    boolean _ = outbox.answer(NOOP);
  }

  /// From now on a WebSocket is sent to.
  ///
  /// @return false if there is one already, or the session is over
  synchronized boolean upgrade() {
    boolean first = open && !upgraded;
    upgraded = true;
    return first;
  }

  /// Hears a packet.
  ///
  /// @return false if it is none, which ends the session
  boolean received(String packet) {
    boolean good =
        switch (packet.isEmpty() ? ' ' : packet.charAt(0)) {
          case PONG -> pong();
          case MESSAGE -> SocketIoPacket.parse(packet.substring(1)).map(this::obey).orElse(false);
          case '1' -> {
            close(NOOP);
            yield true;
          }
          case '6' -> true;
          default -> false;
        };
    if (!good) {
      close(CLOSE);
    }
    return good;
  }

  private synchronized boolean pong() {
    pongDue = false;
    return true;
  }

  /// @return false if it is no packet for a client to send, or not now
  private boolean obey(SocketIoPacket packet) {
    if (!packet.namespace().equals(SocketIoPacket.MAIN)) {
      return refuseNamespace(packet);
    }
    return switch (packet.type()) {
      case CONNECT -> connect(packet.data());
      case EVENT -> event(packet);
      case DISCONNECT -> {
        close(NOOP);
        yield true;
      }
      case ACK -> true;
      case CONNECT_ERROR -> false;
    };
  }

  private boolean refuseNamespace(SocketIoPacket packet) {
    return packet.type() != SocketIoPacket.Type.CONNECT
        || send(
            new SocketIoPacket(
                SocketIoPacket.Type.CONNECT_ERROR,
                packet.namespace(),
                "",
                "{\"message\":\"Invalid namespace\"}"));
  }

  private boolean connect(String auth) {
    synchronized (this) {
      if (subscription != null) {
        return false;
      }
      Optional<Secret> token = token(auth);
      if (token.isPresent()) {
        caller = caller.withToken(token.get());
      }
    }
    if (!caller().mayRead()) {
      return refuse(UNAUTHORIZED);
    }
    Optional<Subscription> added = feed.subscribe(Set.of());
    if (added.isEmpty()) {
      return refuse(StreamApi.FULL);
    }
    boolean sent =
        send(
            SocketIoPacket.of(
                SocketIoPacket.Type.CONNECT, "{\"sid\":\"" + SocketIoApi.id() + "\"}"));
    take(added.get());
    return sent;
  }

  private synchronized StreamCaller caller() {
    return caller;
  }

  private void take(Subscription added) {
    synchronized (this) {
      if (open) {
        subscription = added;
        permit = new Permit(caller, ticker);
      } else {
        added.close();
        return;
      }
    }
    outbox.attach(added);
  }

  private static Optional<Secret> token(String auth) {
    try {
      String token = auth.isEmpty() ? "" : tree(auth).path("token").asString("");
      String bare = token.startsWith("Bearer ") ? token.substring("Bearer ".length()) : token;
      return bare.isBlank() ? Optional.empty() : Optional.of(Secret.of(bare.strip()));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static JsonNode tree(String json) {
    return JsonMapper.shared().readTree(json);
  }

  private boolean refuse(String message) {
    return send(
        SocketIoPacket.of(
            SocketIoPacket.Type.CONNECT_ERROR,
            JsonText.of(json -> json.beginObject().name("message").string(message).endObject())));
  }

  private boolean event(SocketIoPacket packet) {
    Subscription events;
    synchronized (this) {
      events = subscription;
    }
    if (events == null) {
      return false;
    }
    JsonNode said;
    try {
      said = tree(packet.data());
    } catch (JacksonException e) {
      return false;
    }
    Optional<String> problem = Commands.obey(said.path(0).asString(""), said.path(1), events);
    if (!packet.id().isEmpty()) {
      return acknowledge(packet.id(), problem, events.topics());
    }
    return problem.isEmpty() || complain(problem.get());
  }

  private boolean acknowledge(String packetId, Optional<String> problem, Set<Topic> topics) {
    String answer =
        JsonText.of(json -> {
          json.beginArray().beginObject().name("ok").bool(problem.isEmpty());
          if (problem.isPresent()) {
            json.name("error").string(problem.get());
          }
          json.name("topics").strings(topics.stream().map(Topic::word).toList());
          json.endObject().endArray();
        });
    return send(new SocketIoPacket(SocketIoPacket.Type.ACK, SocketIoPacket.MAIN, packetId, answer));
  }

  private boolean complain(String problem) {
    return send(
        SocketIoPacket.of(
            SocketIoPacket.Type.EVENT, JsonText.of(json -> writeError(problem, json))));
  }

  private static void writeError(String problem, JsonWriter json) throws IOException {
    json.beginArray().string("error").beginObject().name("message").string(problem);
    json.endObject().endArray();
  }

  private boolean send(SocketIoPacket packet) {
    return outbox.answer(message(packet));
  }

  /// Ends the session if its client is silent, or must not listen any more.
  void sweep() {
    boolean over;
    synchronized (this) {
      long now = ticker.readNanos();
      boolean unpolled = now - pingDueNanos > patience.pongWithin().toNanos();
      boolean unanswered = pongDue && now - pongByNanos > 0;
      boolean unknown = subscription == null && now - connectByNanos > 0;
      Permit known = permit;
      over =
          unpolled
              || unanswered
              || unknown
              || (known != null && !known.holds())
              || (subscription != null && !subscription.isOpen());
    }
    if (over) {
      close(CLOSE);
    }
  }

  synchronized boolean isUpgraded() {
    return upgraded;
  }

  synchronized boolean isOpen() {
    return open;
  }

  /// Ends the session.
  void close() {
    close(CLOSE);
  }

  private void close(String farewell) {
    Subscription events;
    synchronized (this) {
      if (!open) {
        return;
      }
      open = false;
      events = subscription;
    }
    boolean _ = outbox.answer(farewell);
    outbox.close();
    if (events != null) {
      events.close();
    }
  }
}
