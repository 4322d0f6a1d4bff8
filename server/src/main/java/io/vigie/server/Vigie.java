package io.vigie.server;

import io.vigie.catalog.Catalog;
import io.vigie.catalog.CatalogAddress;
import io.vigie.health.check.Checks;
import io.vigie.health.component.Components;
import io.vigie.ingest.collect.host.HostCollector;
import io.vigie.ingest.otlp.OtlpGrpc;
import io.vigie.ingest.otlp.OtlpReceiver;
import io.vigie.ingest.remote.RemoteReading;
import io.vigie.ingest.remote.RemoteWriting;
import io.vigie.ingest.scrape.InProcessTarget;
import io.vigie.ingest.scrape.Scraping;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.telemetry.Tracer;
import io.vigie.model.time.Ticker;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.server.apirules.ApiRules;
import io.vigie.server.config.ConfigLoader;
import io.vigie.server.config.VigieConfig;
import io.vigie.server.dashboard.Dashboards;
import io.vigie.server.http.HttpServer;
import io.vigie.server.http.HttpSettings;
import io.vigie.server.http.Lifecycle;
import io.vigie.server.http.ListenAddress;
import io.vigie.server.http.RouteAccess;
import io.vigie.server.http.ServerState;
import io.vigie.server.http.ServerState.Phase;
import io.vigie.server.http.WebConfig;
import io.vigie.server.http.v1.Notifications;
import io.vigie.server.query.QueryTelemetry;
import io.vigie.server.security.Security;
import io.vigie.server.telemetry.BuildInfo;
import io.vigie.server.telemetry.Telemetry;
import io.vigie.server.tracing.Tracing;
import io.vigie.server.usage.QueriedMetrics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole server, and the one place that makes every room, in the order in which data flow:
/// metrics, store, query engine, scraping, rules, HTTP. Embeddable: several may run in one process.
///
/// [#start] starts, once; [#close] ends everything in reverse order; [#reload] may be called in
/// between by any thread.
public final class Vigie implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Vigie.class);

  /// How long after a certificate was renewed it is in use, at most.
  private static final Duration WEB_CONFIG_INTERVAL = Duration.ofSeconds(10);

  private final VigieOptions options;
  private final Runnable quit;
  private final InstantSource clock = Clock.systemUTC();
  private final Telemetry telemetry = new Telemetry();
  private final Notifications notifications;
  private final ServerState state = new ServerState();

  /// What was started, the last first.
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  private volatile @Nullable Configuration configuration;
  private volatile @Nullable HttpServer http;
  private volatile @Nullable OtlpGrpc otlpGrpc;
  private volatile @Nullable Pushing pushing;
  private volatile @Nullable WebConfigReload webConfigReload;

  /// @param quit called when somebody asks over HTTP that the server end; must return at once
  public Vigie(VigieOptions options, Runnable quit) {
    this.options = options;
    this.quit = quit;
    this.notifications =
        new Notifications(clock, options.http().maxNotificationSubscribers(), telemetry.meters());
  }

  /// Starts everything and serves. After a failure everything that was started is ended.
  ///
  /// @throws io.vigie.config.yaml.ConfigException if the configuration is wrong
  /// @throws IOException if the store cannot be opened, or a port not be listened on
  public synchronized void start() throws IOException {
    try {
      startRooms();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
    state.enter(Phase.READY);
    LOG.atInfo()
        .addKeyValue("addresses", addresses())
        .addKeyValue("after_ms", ManagementFactory.getRuntimeMXBean().getUptime())
        .log("ready");
  }

  private void startRooms() throws IOException {
    HttpServer.prepare();
    Meters meters = telemetry.meters();
    BuildInfo build = BuildInfo.current();
    telemetry.addBuildInfo(build);
    telemetry.addProcessMetrics();
    meters.gaugeOf(
        "prometheus_ready",
        "Whether the server is ready.",
        () -> state.phase() == Phase.READY ? 1 : 0);

    VigieConfig config = readConfig();
    DataFolder.prepare(options.storage().folder());
    // Opened beside the store: each takes about as long as the other.
    CatalogAddress catalogAddress = catalogAddress(config);
    Pending<Catalog> openingCatalog =
        Pending.of("catalog-opening", () -> Catalog.open(catalogAddress, clock));
    running.push(openingCatalog);
    Storage storage = Storage.open(options.storage(), config.storage(), clock, meters);
    running.push(storage);
    QueryTelemetry queries = new QueryTelemetry(clock, meters);
    running.push(queries);
    Tracing tracing = new Tracing(clock, Ticker.system(), meters, build.version());
    Collecting collecting = openCollecting(storage, build, tracing);
    running.push(collecting);
    running.push(tracing);
    Catalog catalog = openingCatalog.get();
    Security security = openSecurity(catalog, config);
    RemoteReading reading =
        new RemoteReading(
            storage.tsdb(), storage.tsdb()::oldestMillis, collecting.clients(), meters);
    running.push(reading);
    QueriedMetrics queried = new QueriedMetrics(reading, clock);
    PromqlEngine engine =
        new PromqlEngine(queried, options.engine(), Ticker.system(), queries, meters);
    queries.watch(engine);
    Notifying notifying =
        Notifying.open(options, catalog, collecting.clients(), clock, meters, tracing);
    running.push(notifying);
    RemoteWriting sending = openSending(storage, collecting, tracing);
    running.push(sending);
    Pushing pushing =
        new Pushing(storage.tsdb(), catalog.state(), clock, options.http().trustNetwork(), meters);
    running.push(pushing);
    this.pushing = pushing;
    Evaluating evaluating = openEvaluating(storage, engine, catalog, notifying, build, tracing);
    running.push(evaluating);
    Dashboards dashboards = new Dashboards(catalog.state(), Ticker.system(), clock);
    ApiRules apiRules = new ApiRules(catalog.state(), evaluating.reader(), evaluating::take);
    apiRules.load();
    evaluating.take(apiRules.file());
    Checks checks =
        new Checks(
            storage.tsdb(),
            catalog.state(),
            catalog.events(),
            collecting.clients(),
            clock,
            Ticker.system());
    running.push(checks);
    Components components =
        OwnHealth.of(storage.tsdb(), catalog, options.storage().folder(), clock);
    components.start();
    running.push(components);
    Configuration current =
        new Configuration(
            config,
            this::readConfig,
            new Rooms(
                    storage,
                    engine,
                    queries,
                    collecting,
                    pushing,
                    reading,
                    sending,
                    notifying,
                    evaluating,
                    dashboards,
                    security,
                    checks,
                    tracing,
                    config.catalog())
                ::apply,
            clock,
            meters,
            notifications);
    configuration = current;
    // Listening comes before scraping: a port in use is told before anything is done, and a server
    // that scrapes itself over HTTP finds itself.
    startHttp(
        storage,
        reading,
        engine,
        queried,
        collecting.scraping(),
        evaluating,
        pushing,
        dashboards,
        current,
        build,
        notifying,
        security,
        new Api.Services(checks, components, state, apiRules),
        tracing);
    current.applyInitial();
    startConfigurationWatch(current);
  }

  private CatalogAddress catalogAddress(VigieConfig config) throws IOException {
    return config.catalog().isPresent()
        ? config.catalog().get().address()
        : new CatalogAddress.Sqlite(options.catalogFile());
  }

  /// Who is asked for credentials is settled before anybody can ask for anything.
  private Security openSecurity(Catalog catalog, VigieConfig config) throws IOException {
    HttpSettings http = options.http();
    Security security =
        new Security(
            catalog.state(),
            catalog.events(),
            options.storage().folder(),
            http.webConfig().map(WebConfig::passwordHashes).orElse(Map.of()),
            http.isOpenToOthers(),
            clock,
            telemetry.meters());
    security.prepare(config.security());
    security.apply(config.security());
    return security;
  }

  private Collecting openCollecting(Storage storage, BuildInfo build, Tracer tracer) {
    return Collecting.open(
        storage.tsdb(),
        inProcessTargets(),
        options.configFile().isEmpty(),
        options.scrape().withOffsetSeed(BuiltInConfiguration.hostName().hashCode()),
        "Vigie/" + build.version(),
        clock,
        telemetry.meters(),
        tracer);
  }

  private RemoteWriting openSending(Storage storage, Collecting collecting, Tracer tracer) {
    return new RemoteWriting(
        storage.tsdb().commitLog(),
        options.storage().folder().resolve("remote-write"),
        collecting.clients(),
        collecting::metadata,
        clock,
        telemetry.meters(),
        tracer);
  }

  private Evaluating openEvaluating(
      Storage storage,
      PromqlEngine engine,
      Catalog catalog,
      Notifying notifying,
      BuildInfo build,
      Tracer tracer) {
    return Evaluating.open(
        new Evaluating.Surroundings(
            storage.tsdb(),
            engine,
            catalog.state(),
            List.of(notifying.alerting()),
            notifying.alerting()::tellsPeople,
            notifying.alerting()::allowNotifications,
            options.http().externalUrl(),
            "Vigie/" + build.version(),
            clock,
            telemetry.meters(),
            tracer),
        options.evaluation());
  }

  /// The host is looked at only where no file says what to watch: making the collector costs time.
  private Map<String, InProcessTarget> inProcessTargets() {
    InProcessTarget self = new SelfTarget(telemetry);
    if (options.configFile().isPresent()) {
      return Map.of(BuiltInConfiguration.SELF, self);
    }
    HostCollector host = HostCollector.ofThisMachine(clock, Ticker.system());
    return Map.of(BuiltInConfiguration.SELF, self, BuiltInConfiguration.HOST, host);
  }

  private VigieConfig readConfig() throws IOException {
    ConfigLoader loader =
        ConfigLoader.ofProcess(options.agentMode())
            .withProtobufFirst(
                options.scrape().zeroSamplesAtStart()
                    || options.scrape().createdAsStartTimestamps());
    return options.configFile().isPresent()
        ? loader.load(options.configFile().get())
        : BuiltInConfiguration.load(loader);
  }

  private void startConfigurationWatch(Configuration current) {
    if (options.configFile().isPresent() && options.autoReload().isPresent()) {
      Path file = options.configFile().get();
      FileWatch watch =
          new FileWatch(
              "config-watch",
              () -> FileWatch.filesOf(file, current.state().config()),
              current::reload,
              options.autoReload().get());
      watch.start();
      running.push(watch);
    }
  }

  private void startWebConfigWatch(HttpServer server) {
    if (server.webConfig().isEmpty()) {
      return;
    }
    WebConfigReload reload = new WebConfigReload(server, clock, telemetry.meters());
    webConfigReload = reload;
    FileWatch watch =
        new FileWatch("web-config-watch", reload::files, reload::run, WEB_CONFIG_INTERVAL);
    watch.start();
    running.push(watch);
  }

  private void startHttp(
      Storage storage,
      MetricStore everywhere,
      PromqlEngine engine,
      QueriedMetrics queried,
      Scraping scraping,
      Evaluating evaluating,
      Pushing pushing,
      Dashboards dashboards,
      Configuration current,
      BuildInfo build,
      Notifying notifying,
      Security security,
      Api.Services services,
      Tracer tracer)
      throws IOException {
    Api api =
        new Api(
            storage,
            everywhere,
            engine,
            queried,
            scraping,
            evaluating,
            pushing,
            dashboards,
            current,
            telemetry,
            notifications,
            build,
            options,
            clock,
            notifying.alerting(),
            notifying.links(),
            security,
            services);
    Live live =
        new Live(api.liveSource(), () -> current.state().config().live(), telemetry.meters());
    HttpServer server =
        new HttpServer(
            options.http(),
            state,
            telemetry,
            lifecycle(),
            api.routes(),
            api.texts(),
            Stream.concat(api.bodies().stream(), live.polling().stream()).toList(),
            api.plain(),
            api.rest(),
            live.streams(),
            () -> current.state().config().rateLimits(),
            security.authentication(),
            Optional.of(security.audit()),
            tracer);
    server.start();
    http = server;
    running.push(server);
    startWebConfigWatch(server);
    running.push(notifications);
    live.start();
    running.push(live);
    if (api.otlp().isPresent()) {
      listenForOtlp(options.remote().otlp().orElseThrow(), api.otlp().get());
    }
  }

  /// Callers over gRPC are not asked who they are: none but this machine's may call, unless the
  /// network is trusted.
  private void listenForOtlp(ListenAddress address, OtlpReceiver receiver) throws IOException {
    if (!address.isLoopback() && !options.http().trustNetwork()) {
      throw new IOException(
          "OTLP over gRPC on "
              + address
              + " would be open to every machine that reaches it: use a loopback address in"
              + " --otlp.grpc.listen-address, or --web.trust-network");
    }
    InetSocketAddress socket =
        address.host().isEmpty()
            ? new InetSocketAddress(address.port())
            : new InetSocketAddress(address.host(), address.port());
    OtlpGrpc grpc = OtlpGrpc.listen(socket, receiver);
    otlpGrpc = grpc;
    running.push(grpc);
  }

  /// The port on which OTLP over gRPC is taken, if it is.
  OptionalInt otlpGrpcPort() {
    OtlpGrpc grpc = otlpGrpc;
    return grpc == null ? OptionalInt.empty() : OptionalInt.of(grpc.port());
  }

  /// How far this server is.
  ServerState state() {
    return state;
  }

  /// Everything that is served over HTTP, and who may use it.
  List<RouteAccess> routes() {
    HttpServer server = http;
    return server == null ? List.of() : server.operations();
  }

  /// Method and path of everything that is served over HTTP.
  List<String> operations() {
    return routes().stream().map(RouteAccess::operation).toList();
  }

  /// The port on which Graphite's lines are taken, if they are.
  OptionalInt graphitePort() {
    Pushing current = pushing;
    return current == null ? OptionalInt.empty() : current.graphitePort();
  }

  /// The port on which StatsD is taken, if it is.
  OptionalInt statsdPort() {
    Pushing current = pushing;
    return current == null ? OptionalInt.empty() : current.statsdPort();
  }

  private Lifecycle lifecycle() {
    return new Lifecycle() {
      @Override
      public void reload() throws IOException {
        Vigie.this.reload();
      }

      @Override
      public void quit() {
        quit.run();
      }
    };
  }

  /// Reads the configuration again and puts it in force, all or nothing.
  ///
  /// @throws io.vigie.config.yaml.ConfigException if it is wrong; the one before stays in force
  /// @throws IOException if it cannot be read; the one before stays in force
  public void reload() throws IOException {
    Configuration current = configuration;
    if (current == null) {
      throw new IllegalStateException("not started");
    }
    WebConfigReload web = webConfigReload;
    HttpServer.Renewal renewal = web == null ? () -> {} : web.read();
    current.reload();
    if (web != null) {
      web.apply(renewal);
    }
  }

  /// Where the server listens, with the ports that were free.
  public List<ListenAddress> addresses() {
    HttpServer server = http;
    return server == null ? List.of() : server.addresses();
  }

  /// Ends everything, the last started first. Has no effect if called again.
  @Override
  public synchronized void close() {
    state.enter(Phase.STOPPING);
    boolean wasRunning = !running.isEmpty();
    while (!running.isEmpty()) {
      AutoCloseable room = running.pop();
      try {
        room.close();
      } catch (Exception e) {
        LOG.error("{} did not end as it should", room.getClass().getSimpleName(), e);
      }
    }
    if (wasRunning) {
      LOG.info("ended");
    }
  }
}
