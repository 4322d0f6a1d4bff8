package io.vigie.server.http.live;

import io.vigie.model.time.Ticker;
import io.vigie.server.http.Access;
import io.vigie.server.http.BodyRoute;
import io.vigie.server.http.BodyRoute.BodyRequest;
import io.vigie.server.http.BodyRoute.Reply;
import io.vigie.server.http.SocketChannel;
import io.vigie.server.http.SocketRoute;
import io.vigie.server.http.StreamCaller;
import io.vigie.server.live.LiveFeed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/// `/socket.io/`: the feed for clients of Socket.IO. Everybody may open a session; who does not say
/// soon who they are is shut out again.
public final class SocketIoApi implements AutoCloseable {
  /// Longest payload of a request, and about the longest of an answer.
  static final int MAX_PAYLOAD_BYTES = 100_000;

  private static final String PATH = "/socket.io/";
  private static final String VERSION = "4";
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_BYTES = 15;
  private static final String TEXT = "text/plain; charset=UTF-8";

  /// What a request is refused for, with the numbers that clients know.
  private enum Refusal {
    TRANSPORT(0, "Transport unknown"),
    SESSION(1, "Session ID unknown"),
    METHOD(2, "Bad handshake method"),
    REQUEST(3, "Bad request"),
    VERSION(5, "Unsupported protocol version");

    private final int code;
    private final String words;

    Refusal(int code, String words) {
      this.code = code;
      this.words = words;
    }

    Reply reply() {
      return Reply.of(
          400, "application/json", "{\"code\":" + code + ",\"message\":\"" + words + "\"}");
    }
  }

  private final LiveFeed feed;
  private final IntSupplier maxSessions;
  private final SocketIoSession.Patience patience;
  private final Ticker ticker;
  private final Map<String, SocketIoSession> sessions = new ConcurrentHashMap<>();
  private final Thread sweeper = Thread.ofVirtual().name("socketio-sweeper").unstarted(this::sweep);

  /// @param maxSessions how many there may be, with those of whom it is not known who they are
  public SocketIoApi(LiveFeed feed, IntSupplier maxSessions, Ticker ticker) {
    this(feed, maxSessions, SocketIoSession.Patience.USUAL, ticker);
  }

  SocketIoApi(
      LiveFeed feed, IntSupplier maxSessions, SocketIoSession.Patience patience, Ticker ticker) {
    this.feed = feed;
    this.maxSessions = maxSessions;
    this.patience = patience;
    this.ticker = ticker;
  }

  public void start() {
    sweeper.start();
  }

  public List<BodyRoute> polling() {
    return List.of(
        new BodyRoute("GET", PATH, Access.OPEN, true, this::poll),
        new BodyRoute("POST", PATH, Access.OPEN, true, this::push));
  }

  public SocketRoute socket() {
    return new SocketRoute(PATH, Access.OPEN, false, this::opened);
  }

  /// A name that nobody guesses.
  static String id() {
    byte[] bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private Optional<SocketIoSession> open(StreamCaller caller) {
    if (sessions.size() >= maxSessions.getAsInt()) {
      return Optional.empty();
    }
    String id = id();
    SocketIoSession session = new SocketIoSession(id, caller, feed, patience, ticker);
    sessions.put(id, session);
    return Optional.of(session);
  }

  private Optional<SocketIoSession> find(String id) {
    return Optional.ofNullable(sessions.get(id)).filter(SocketIoSession::isOpen);
  }

  private Reply poll(BodyRequest request) throws InterruptedException {
    Optional<Refusal> refusal = refusal(request);
    if (refusal.isPresent()) {
      return refusal.get().reply();
    }
    if (request.parameter("sid").isEmpty()) {
      return open(request.caller())
          .map(session -> Reply.of(200, TEXT, session.handshake(true)))
          .orElseGet(() -> Reply.text(503, StreamApi.FULL));
    }
    Optional<SocketIoSession> session = find(request.parameter("sid"));
    if (session.isEmpty()) {
      return Refusal.SESSION.reply();
    }
    return session
        .get()
        .poll()
        .map(packets -> Reply.of(200, TEXT, packets))
        .orElseGet(Refusal.REQUEST::reply);
  }

  private Reply push(BodyRequest request) throws IOException {
    Optional<Refusal> refusal = refusal(request);
    if (refusal.isPresent()) {
      return refusal.get().reply();
    }
    if (request.parameter("sid").isEmpty()) {
      return Refusal.METHOD.reply();
    }
    Optional<SocketIoSession> session = find(request.parameter("sid"));
    if (session.isEmpty()) {
      return Refusal.SESSION.reply();
    }
    byte[] body;
    try (InputStream in = request.body()) {
      body = in.readNBytes(MAX_PAYLOAD_BYTES + 1);
    }
    if (body.length > MAX_PAYLOAD_BYTES) {
      session.get().close();
      return Reply.text(413, "a payload must not exceed " + MAX_PAYLOAD_BYTES + " bytes");
    }
    String payload = new String(body, StandardCharsets.UTF_8);
    for (String packet : payload.split(String.valueOf(SocketIoSession.SEPARATOR), -1)) {
      if (!session.get().received(packet)) {
        return Refusal.REQUEST.reply();
      }
    }
    return Reply.of(200, "text/html", "ok");
  }

  private static Optional<Refusal> refusal(BodyRequest request) {
    if (!request.parameter("EIO").equals(VERSION)) {
      return Optional.of(Refusal.VERSION);
    }
    return request.parameter("transport").equals("polling")
        ? Optional.empty()
        : Optional.of(Refusal.TRANSPORT);
  }

  private SocketRoute.Listener opened(SocketRoute.Handshake handshake, SocketChannel channel) {
    if (!handshake.parameter("EIO").equals(VERSION)
        || !handshake.parameter("transport").equals("websocket")) {
      channel.close(SocketChannel.Reason.NOT_ALLOWED, Refusal.REQUEST.words);
      return SocketRoute.Listener.NOBODY;
    }
    String id = handshake.parameter("sid");
    Optional<SocketIoSession> session = id.isEmpty() ? open(handshake.caller()) : find(id);
    if (session.isEmpty() || session.get().isUpgraded()) {
      channel.close(SocketChannel.Reason.NOT_ALLOWED, Refusal.SESSION.words);
      return SocketRoute.Listener.NOBODY;
    }
    SocketIoSocket socket = new SocketIoSocket(session.get(), channel);
    if (id.isEmpty() && session.get().upgrade()) {
      socket.activate(session.get().handshake(false));
    }
    return socket;
  }

  private void sweep() {
    try {
      while (true) {
        Thread.sleep(SWEEP_EVERY);
        sweepOnce();
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  void sweepOnce() {
    sessions.values().forEach(SocketIoSession::sweep);
    sessions.values().removeIf(session -> !session.isOpen());
  }

  /// Ends all sessions.
  @Override
  public void close() {
    sweeper.interrupt();
    sessions.values().forEach(SocketIoSession::close);
  }
}
