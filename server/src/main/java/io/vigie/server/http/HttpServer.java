package io.vigie.server.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.vigie.alerts.link.MessageLinks;
import io.vigie.model.telemetry.Tracer;
import io.vigie.model.time.Ticker;
import io.vigie.server.security.AuditLog;
import io.vigie.server.security.Authentication;
import io.vigie.server.security.RateLimiter;
import io.vigie.server.security.RateLimits;
import io.vigie.server.telemetry.Telemetry;
import java.io.EOFException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// The listeners and everything behind them. Each request runs on a virtual thread of its own.
/// [#start] listens, [#close] stops; neither twice.
public final class HttpServer implements AutoCloseable {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  /// Answers are mostly numbers, of which a higher level makes little less in several times the
  /// time.
  private static final int COMPRESSION_LEVEL = 1;

  /// Room for long expressions in a URL. It is not set aside, only what is used.
  private static final int MAX_HEADER_BYTES = 256 << 10;

  private static final String NOT_FOUND = "404 page not found";

  private final HttpSettings settings;
  private final ServerState state;
  private final Telemetry telemetry;
  private final Lifecycle lifecycle;
  private final List<RouteGroup> api;
  private final List<TextRoute> texts;
  private final List<BodyRoute> bodies;
  private final List<JsonRoute> plain;
  private final DisconnectWatch disconnects = new DisconnectWatch();
  private final List<RestRoute> rest;
  private final Streams streams;
  private final Optional<AuditTrail> audit;
  private final List<RouteAccess> operations = new ArrayList<>();
  private final Authentication authentication;
  private final Optional<SslContextFactory.Server> tls;
  private volatile Optional<WebConfig> web;
  private final Listeners listeners;
  private final AccessControl accessControl;
  private final RateLimiting rateLimiting;
  private final RequestSpans spans;
  private final Javalin javalin;

  /// @param api operations under `/api/v1`
  /// @param texts routes outside the API
  /// @param bodies routes that take a body in a protocol of its own
  /// @param plain operations of APIs without an envelope
  /// @param rest operations of Vigie's own API
  /// @param streams what is told as it happens
  /// @param limits how much one caller may ask
  /// @param authentication tells who asks
  /// @param audit where changes are written down; empty for nowhere
  /// @param tracer is told of each request
  /// @throws ListenException if the TLS files are not what they should be
  public HttpServer(
      HttpSettings settings,
      ServerState state,
      Telemetry telemetry,
      Lifecycle lifecycle,
      List<RouteGroup> api,
      List<TextRoute> texts,
      List<BodyRoute> bodies,
      List<JsonRoute> plain,
      List<RestRoute> rest,
      Streams streams,
      Supplier<RateLimits> limits,
      Authentication authentication,
      Optional<AuditLog> audit,
      Tracer tracer)
      throws ListenException {
    this.settings = settings;
    this.state = state;
    this.telemetry = telemetry;
    this.lifecycle = lifecycle;
    this.api = List.copyOf(api);
    this.texts = List.copyOf(texts);
    this.bodies = List.copyOf(bodies);
    this.plain = List.copyOf(plain);
    this.rest = List.copyOf(rest);
    this.streams = streams;
    this.audit = audit.map(AuditTrail::new);
    this.authentication = authentication;
    this.web = settings.webConfig();
    this.tls = ServerTls.of(settings.webConfig());
    this.listeners =
        new Listeners(settings, tls, authentication.demand() != Authentication.Demand.NONE);
    this.accessControl =
        new AccessControl(
            authentication,
            settings.trustNetwork()
                || settings.webConfig().map(WebConfig::identifiesCallers).orElse(false),
            settings.routePrefix());
    this.rateLimiting =
        new RateLimiting(
            limits, settings.routePrefix(), new RateLimiter(Ticker.system()), telemetry.meters());
    this.spans = new RequestSpans(tracer);
    this.javalin = Javalin.create(this::configure);
  }

  /// Makes ready what any server of this process needs, on a thread of its own: Jetty asks for
  /// every language there is and encodes its usual header fields, which need not wait for the
  /// store.
  public static void prepare() {
    Thread.ofPlatform()
        .daemon()
        .name("http-preparing")
        .start(() -> {
          var _ = MimeTypes.DEFAULTS;
          var _ = new PreEncodedHttpField(HttpHeader.SERVER, "vigie");
          var _ = Javalin.create();
        });
  }

  /// Listens and serves.
  ///
  /// @throws ListenException if it cannot, or must not; the message says what to do
  public void start() throws ListenException {
    listeners.check();
    try {
      javalin.start();
    } catch (SneakyListenException e) {
      listeners.close();
      throw e.exception;
    }
    disconnects.start();
  }

  /// The web configuration in force, if there is one.
  public Optional<WebConfig> webConfig() {
    return web;
  }

  /// A web configuration that was found right, and waits to be put in force.
  @FunctionalInterface
  public interface Renewal {
    /// @throws ListenException if its files have changed since, for the worse
    void apply() throws ListenException;
  }

  /// Looks whether another web configuration can take the place of the one in force.
  ///
  /// @throws ListenException if it cannot; the message says why
  public Renewal renewal(WebConfig next) throws ListenException {
    WebConfig now =
        web.orElseThrow(() -> new ListenException("there was no web configuration at the start"));
    if (next.tls().isPresent() != now.tls().isPresent()) {
      throw new ListenException(
          next.file() + ": tls_server_config comes and goes with a restart only");
    }
    if (next.passwordHashes().isEmpty() != now.passwordHashes().isEmpty()
        || next.identifiesCallers() != now.identifiesCallers()) {
      throw new ListenException(
          next.file() + ": whether callers are asked who they are changes with a restart only");
    }
    if (next.tls().isPresent()) {
      ServerTls.check(next.tls().get());
    }
    return () -> renew(next);
  }

  private void renew(WebConfig next) throws ListenException {
    if (tls.isPresent() && next.tls().isPresent()) {
      ServerTls.renew(tls.get(), next.tls().get());
    }
    authentication.changeFileUsers(next.passwordHashes());
    web = Optional.of(next);
  }

  /// Where the server listens, with the ports that were free.
  public List<ListenAddress> addresses() {
    return listeners.addresses();
  }

  /// What is served beside the pages.
  public List<RouteAccess> operations() {
    return List.copyOf(operations);
  }

  @Override
  public void close() {
    disconnects.close();
    javalin.stop();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.compressionStrategy = new CompressionStrategy(null, new Gzip(COMPRESSION_LEVEL));
    config.http.maxRequestSize = settings.maxBodyBytes();
    config.http.strictContentTypes = true;
    config.http.prefer405over404 = true;
    config.jetty.modifyServer(this::configureServer);
    config.jetty.modifyHttpConfiguration(HttpServer::configureHttp);
    config.jetty.modifyWebSocketServletFactory(SocketRoute::configure);
    settings
        .listenAddresses()
        .forEach(address ->
            config.jetty.addConnector((server, http) -> connector(server, http, address)));
    RequestMeters meters = new RequestMeters(telemetry.meters());
    config.requestLogger.http((context, millis) -> {
      meters.served(context, Duration.ofNanos((long) (millis * 1_000_000.0)));
      RequestSpans.end(context);
    });
    config.router.handlerWrapper(RequestSpans::wrap);
    addRoutes(config.routes);
  }

  private void configureServer(Server server) {
    server.addBean(new NetworkConnectionLimit(settings.maxConnections(), server));
    server.setStopTimeout(STOP_TIMEOUT.toMillis());
    server.setErrorHandler(new ProtocolErrors());
  }

  private static void configureHttp(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setHttpCompliance(HttpCompliance.RFC7230);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    http.addCustomizer(UnreadBody::announced);
    http.addCustomizer(SocketRoute::withoutCompression);
  }

  private Connector connector(Server server, HttpConfiguration http, ListenAddress address) {
    try {
      return listeners.open(server, http, address);
    } catch (ListenException e) {
      throw new SneakyListenException(e);
    }
  }

  private void addRoutes(RoutesConfig routes) {
    String prefix = settings.routePrefix();
    Cors cors = new Cors(settings.corsOrigin());
    ReadyGate readyGate = new ReadyGate(state);
    routes.before(this::identify);
    routes.beforeMatched(this::authorise);
    audit.ifPresent(trail -> routes.after(trail::answered));
    routes.exception(HttpResponseException.class, HttpServer::explain);
    routes.exception(EOFException.class, HttpServer::endedEarly);

    ApiRouter router = new ApiRouter(routes, prefix + "/api/v1", cors, readyGate, disconnects);
    api.forEach(group -> group.addTo(router));
    router.answerOptions();
    operations.addAll(router.operations());
    listOperations(prefix);
    new LifecycleRoutes(lifecycle, settings.enableLifecycle(), readyGate).addTo(routes, prefix);
    routes.get(prefix + "/metrics", new MetricsRoute(telemetry)::serve, Access.READ);
    texts.forEach(text -> text.addTo(routes, prefix, readyGate, disconnects));
    bodies.forEach(body -> body.addTo(routes, prefix, cors, readyGate, accessControl));
    plain.forEach(route -> route.addTo(routes, prefix, cors, readyGate, disconnects));
    rest.forEach(route -> route.addTo(routes, prefix, cors, readyGate, disconnects));
    addStreams(routes, prefix, cors, readyGate);
    routes.options(prefix + "/api/<any>", context -> preflight(context, cors), Access.OPEN);
    routes.get(prefix + "/api/<any>", HttpServer::notFound, Access.KNOWN);
    settings
        .userAssets()
        .ifPresent(folder ->
            routes.get(prefix + "/user/<file>", new UserAssets(folder)::serve, Access.READ));
    new SwaggerUi(publicPath()).addTo(routes, prefix);
    new UiFiles(publicPath(), settings.pageTitle()).addTo(routes, prefix);
  }

  private void addStreams(RoutesConfig routes, String prefix, Cors cors, ReadyGate readyGate) {
    streams
        .events()
        .forEach(route -> route.addTo(routes, prefix, cors, readyGate, disconnects, accessControl));
    SocketRoute.guard(routes, accessControl, rateLimiting, cors, readyGate);
    streams.sockets().forEach(route -> route.addTo(routes, prefix));
    routes.options(prefix + "/socket.io/", context -> preflight(context, cors), Access.OPEN);
  }

  /// The path of the external URL: what a proxy in front adds to, or takes from, our own prefix.
  private String publicPath() {
    String path = settings.externalUrl().getPath();
    return path == null ? "" : path.replaceAll("/+$", "");
  }

  private void listOperations(String prefix) {
    texts.forEach(
        text -> operations.add(new RouteAccess("GET", prefix + text.path(), Access.READ)));
    bodies.forEach(body ->
        operations.add(new RouteAccess(body.method(), prefix + body.path(), body.access())));
    plain.forEach(route ->
        operations.add(
            new RouteAccess(route.method().name(), prefix + route.path(), route.access())));
    rest.forEach(route ->
        operations.add(
            new RouteAccess(route.method().name(), prefix + route.path(), route.access())));
    operations.addAll(streams.operations(prefix));
    operations.add(new RouteAccess("GET", prefix + "/metrics", Access.READ));
    operations.add(new RouteAccess("POST", prefix + "/-/reload", Access.ADMIN));
    operations.add(new RouteAccess("POST", prefix + "/-/quit", Access.ADMIN));
  }

  private static void preflight(Context context, Cors cors) {
    cors.addOwnHeaders(context);
    context.status(204);
  }

  private void identify(Context context) {
    spans.begin(context);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "same-origin");
    if (context.scheme().equals("https")) {
      context.header("Strict-Transport-Security", "max-age=31536000");
    }
    web.ifPresent(now -> now.headers().forEach(context::header));
    boolean identified = isSignedLink(context) || accessControl.identify(context);
    if (!rateLimiting.admit(context) || !identified || !isReadable(context)) {
      context.skipRemainingHandlers();
    }
  }

  private void authorise(Context context) {
    boolean authorised = isSignedLink(context) || accessControl.authorise(context);
    if (!authorised || !isOfBoundedSize(context)) {
      context.skipRemainingHandlers();
    }
  }

  /// A body that says that it is too large is not waited for.
  private boolean isOfBoundedSize(Context context) {
    boolean bounded =
        context.req().getContentLengthLong() <= settings.maxBodyBytes()
            || context.routeRoles().contains(BodyRoute.Size.OWN_BOUND);
    if (!bounded) {
      Refusal.write(context, 413, "the body is larger than " + settings.maxBodyBytes() + " bytes");
    }
    return bounded;
  }

  /// Whoever reads a path has to decode it, and whoever reads a body has to know its charset.
  private static boolean isReadable(Context context) {
    try {
      var _ = URLDecoder.decode(context.path(), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      Refusal.write(context, 400, "the path has a percent sign that is no code of a byte");
      return false;
    }
    try {
      var _ = context.contentType();
      return true;
    } catch (IllegalArgumentException e) {
      Refusal.write(
          context, 400, "Content-Type: there is no charset \"" + e.getMessage() + "\"; send UTF-8");
      return false;
    }
  }

  /// Who has such a link need not say who they are: its signature is checked behind it.
  private boolean isSignedLink(Context context) {
    return context.path().startsWith(settings.routePrefix() + MessageLinks.PATH);
  }

  private static void notFound(Context context) {
    Refusal.write(context, 404, NOT_FOUND);
  }

  private static void endedEarly(EOFException e, Context context) {
    Refusal.write(context, 400, "the body ends too early, or its chunks are not what they say");
  }

  private static void explain(HttpResponseException e, Context context) {
    Refusal.write(
        context, e.getStatus(), e.getStatus() == 404 ? NOT_FOUND : String.valueOf(e.getMessage()));
  }

  /// Carries a [ListenException] through the library, which knows no checked exceptions.
  private static final class SneakyListenException extends RuntimeException {
    private final ListenException exception;

    SneakyListenException(ListenException exception) {
      super(exception);
      this.exception = exception;
    }
  }
}
