package io.vigie.server;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.config.AlertmanagerConfigReader;
import io.vigie.alerts.link.SignedLinks;
import io.vigie.config.yaml.ConfigException;
import io.vigie.health.check.Checks;
import io.vigie.health.component.Components;
import io.vigie.ingest.otlp.OtlpHttp;
import io.vigie.ingest.otlp.OtlpReceiver;
import io.vigie.ingest.relabel.Relabelling;
import io.vigie.ingest.remote.RemoteReadServer;
import io.vigie.ingest.remote.RemoteWriteReceiver;
import io.vigie.ingest.scrape.Scraping;
import io.vigie.model.alert.Alert;
import io.vigie.model.alert.Fingerprint;
import io.vigie.model.alert.SeverityScale;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.time.Ticker;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryFeature;
import io.vigie.promql.parse.ParserOptions;
import io.vigie.promql.parse.PromqlParser;
import io.vigie.rules.lint.Destinations;
import io.vigie.rules.replay.ReplayLimits;
import io.vigie.server.apirules.ApiRules;
import io.vigie.server.config.VigieConfig;
import io.vigie.server.dashboard.Dashboards;
import io.vigie.server.dashboard.lint.DashboardLint;
import io.vigie.server.http.BodyRoute;
import io.vigie.server.http.JsonRoute;
import io.vigie.server.http.RestRoute;
import io.vigie.server.http.RouteGroup;
import io.vigie.server.http.ServerState;
import io.vigie.server.http.TextRoute;
import io.vigie.server.http.link.LinkPages;
import io.vigie.server.http.openapi.OpenApiRoute;
import io.vigie.server.http.rest.AlertRulesApi;
import io.vigie.server.http.rest.AlertsApi;
import io.vigie.server.http.rest.AuditApi;
import io.vigie.server.http.rest.AuthApi;
import io.vigie.server.http.rest.ConfigApi;
import io.vigie.server.http.rest.DashboardApi;
import io.vigie.server.http.rest.HealthApi;
import io.vigie.server.http.rest.LiveJson;
import io.vigie.server.http.rest.MetricsApi;
import io.vigie.server.http.rest.OwnHealthApi;
import io.vigie.server.http.rest.PushApi;
import io.vigie.server.http.rest.RecentReplies;
import io.vigie.server.http.rest.RuleAddingApi;
import io.vigie.server.http.rest.RuleSourceApi;
import io.vigie.server.http.rest.TokensApi;
import io.vigie.server.http.rest.UsersApi;
import io.vigie.server.http.rest.WidgetDashboardsApi;
import io.vigie.server.http.v1.AlertHandlingApi;
import io.vigie.server.http.v1.AlertTracking;
import io.vigie.server.http.v1.CalendarApi;
import io.vigie.server.http.v1.CardinalityApi;
import io.vigie.server.http.v1.DashboardLintApi;
import io.vigie.server.http.v1.DashboardsApi;
import io.vigie.server.http.v1.DeadLettersApi;
import io.vigie.server.http.v1.ExemplarsApi;
import io.vigie.server.http.v1.ExplainApi;
import io.vigie.server.http.v1.FeaturesApi;
import io.vigie.server.http.v1.Federation;
import io.vigie.server.http.v1.GlobalUrl;
import io.vigie.server.http.v1.GrafanaApi;
import io.vigie.server.http.v1.HistoryApi;
import io.vigie.server.http.v1.ImportApi;
import io.vigie.server.http.v1.InfluxApi;
import io.vigie.server.http.v1.KnownMetadata;
import io.vigie.server.http.v1.LabelsApi;
import io.vigie.server.http.v1.MatchParameter;
import io.vigie.server.http.v1.MetadataApi;
import io.vigie.server.http.v1.Notifications;
import io.vigie.server.http.v1.OnCallApi;
import io.vigie.server.http.v1.OtlpApi;
import io.vigie.server.http.v1.ParseApi;
import io.vigie.server.http.v1.PushgatewayApi;
import io.vigie.server.http.v1.QueryApi;
import io.vigie.server.http.v1.ReceiverTestApi;
import io.vigie.server.http.v1.RemoteReadApi;
import io.vigie.server.http.v1.RemoteWriteApi;
import io.vigie.server.http.v1.RuleLintApi;
import io.vigie.server.http.v1.RulesApi;
import io.vigie.server.http.v1.RulesReplayApi;
import io.vigie.server.http.v1.RunningQueriesApi;
import io.vigie.server.http.v1.ScrapePoolsApi;
import io.vigie.server.http.v1.SelfMetricsApi;
import io.vigie.server.http.v1.SeriesApi;
import io.vigie.server.http.v1.SeveritiesApi;
import io.vigie.server.http.v1.SilencesApi;
import io.vigie.server.http.v1.StatusApi;
import io.vigie.server.http.v1.TargetsApi;
import io.vigie.server.http.v1.TsdbAdminApi;
import io.vigie.server.http.v1.TsdbStatusApi;
import io.vigie.server.http.v1.WhyApi;
import io.vigie.server.http.v1.search.FuzzyAlgorithm;
import io.vigie.server.http.v1.search.SearchApi;
import io.vigie.server.http.v2.AlertmanagerApi;
import io.vigie.server.lint.RoutedDestinations;
import io.vigie.server.lint.RuleLinting;
import io.vigie.server.live.LiveSource;
import io.vigie.server.replay.Replay;
import io.vigie.server.ruleedit.RuleAdding;
import io.vigie.server.ruleedit.RuleEditing;
import io.vigie.server.security.Security;
import io.vigie.server.telemetry.BuildInfo;
import io.vigie.server.telemetry.Telemetry;
import io.vigie.server.usage.QueriedMetrics;
import io.vigie.server.views.Charts;
import io.vigie.server.views.FieldMapping;
import io.vigie.server.views.ViewReader;
import io.vigie.server.why.Why;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Makes the resources of the API for the rooms that they ask.
final class Api {
  private static final List<String> DISCOVERIES =
      List.of("consul", "dns", "docker", "ec2", "file", "http", "kubernetes", "static");

  private final Storage storage;
  private final PromqlEngine engine;
  private final MetricStore everywhere;
  private final QueriedMetrics queried;
  private final Scraping scraping;
  private final Evaluating evaluating;
  private final Pushing pushing;
  private final Dashboards dashboards;
  private final Configuration configuration;
  private final Telemetry telemetry;
  private final Notifications notifications;
  private final BuildInfo build;
  private final VigieOptions options;
  private final InstantSource clock;
  private final Alerting alerting;
  private final SignedLinks links;
  private final Security security;
  private final Services services;
  private final MetricsApi metrics;
  private final Optional<RemoteWriteReceiver> receiver;
  private final Optional<OtlpReceiver> otlp;

  /// @param everywhere the local store and those of `remote_read`
  Api(
      Storage storage,
      MetricStore everywhere,
      PromqlEngine engine,
      QueriedMetrics queried,
      Scraping scraping,
      Evaluating evaluating,
      Pushing pushing,
      Dashboards dashboards,
      Configuration configuration,
      Telemetry telemetry,
      Notifications notifications,
      BuildInfo build,
      VigieOptions options,
      InstantSource clock,
      Alerting alerting,
      SignedLinks links,
      Security security,
      Services services) {
    this.storage = storage;
    this.everywhere = everywhere;
    this.engine = engine;
    this.queried = queried;
    this.scraping = scraping;
    this.evaluating = evaluating;
    this.pushing = pushing;
    this.dashboards = dashboards;
    this.configuration = configuration;
    this.telemetry = telemetry;
    this.notifications = notifications;
    this.build = build;
    this.options = options;
    this.clock = clock;
    this.alerting = alerting;
    this.links = links;
    this.security = security;
    this.services = services;
    this.metrics =
        new MetricsApi(
            new ViewReader(engine, this::fields, clock), pushing.custom()::businessNames);
    this.receiver = openReceiver();
    this.otlp = options.remote().otlp().map(_ -> otlpReceiver());
  }

  /// What Vigie's own API is about, beside what that of Prometheus is about.
  ///
  /// @param checks of services
  /// @param components of the server itself
  record Services(Checks checks, Components components, ServerState state, ApiRules apiRules) {}

  private OtlpReceiver otlpReceiver() {
    return new OtlpReceiver(
        storage.tsdb(),
        clock,
        () -> configuration.state().config().otlp(),
        pushing::rules,
        telemetry.meters());
  }

  /// What takes metrics by OTLP, if anything does.
  Optional<OtlpReceiver> otlp() {
    return otlp;
  }

  List<RouteGroup> routes() {
    PromqlParser parser = new PromqlParser(parserOptions(engine.options()));
    MatchParameter match = new MatchParameter(parser);
    KnownMetadata metadata = metadata();
    return List.of(
        new QueryApi(engine, clock),
        new ExplainApi(engine, clock),
        new RunningQueriesApi(engine, clock),
        new ParseApi(parser),
        new ExemplarsApi(parser, storage.tsdb()::exemplars),
        new SeriesApi(everywhere, match),
        new LabelsApi(storage.tsdb(), match),
        new TargetsApi(scraping, globalUrl()),
        new ScrapePoolsApi(scraping, this::jobYaml),
        new MetadataApi(scraping, metadata, match),
        new SearchApi(storage.tsdb(), match, metadata, clock, options.http().maxSearchLimit()),
        new RulesApi(evaluating.rules()::status, evaluating.sending(), match, this::tracked),
        new HistoryApi(alerting, options.alertmanager().alerting().syntax()),
        new DeadLettersApi(alerting),
        new AlertHandlingApi(alerting.handling(), clock),
        new ReceiverTestApi(alerting),
        new SilencesApi(alerting, options.alertmanager().alerting().syntax(), clock),
        onCall(),
        new CalendarApi(alerting, clock),
        new SeveritiesApi(this::severities),
        new WhyApi(why(), options.alertmanager().alerting().syntax(), clock),
        new RuleLintApi(
            linting(metadata),
            evaluating::inForce,
            this::destinations,
            evaluating.reader(),
            routingReader()),
        new RulesReplayApi(replay(), this::configured, evaluating.reader(), routingReader(), clock),
        new StatusApi(build, options.flags(), this::configStatus, this::storageStatus, clock),
        new TsdbStatusApi(storage.tsdb()),
        new CardinalityApi(storage.tsdb(), queried, clock),
        new DashboardsApi(dashboards),
        new DashboardLintApi(dashboards, new DashboardLint(metadata::of)),
        new TsdbAdminApi(storage.tsdb(), options.http().enableAdminApi(), match),
        new SelfMetricsApi(telemetry),
        new FeaturesApi(
            engine.options(), switches(), DISCOVERIES, options.autoReload().isPresent()),
        notifications);
  }

  private KnownMetadata metadata() {
    return new KnownMetadata(scraping::metadata, this::pushedMetadata, clock);
  }

  private RuleLinting linting(KnownMetadata metadata) {
    return new RuleLinting(storage.tsdb(), engine, metadata::of, this::severities, clock);
  }

  private RuleEditing ruleEditing() {
    return new RuleEditing(
        evaluating.reader(), new RulesInForce(evaluating, configuration), ruleLinter());
  }

  private RuleAdding ruleAdding() {
    return new RuleAdding(
        evaluating.reader(), new RulesInForce(evaluating, configuration), ruleLinter());
  }

  private RuleEditing.Linter ruleLinter() {
    RuleLinting linting = linting(metadata());
    return (rules, file, wanted) -> linting.look(rules, file, wanted, destinations());
  }

  private AlertmanagerConfigReader routingReader() {
    return new AlertmanagerConfigReader(
        options.alertmanager().alerting().syntax(), options.alertmanager().lenient());
  }

  private SeverityScale severities() {
    return configuration.state().config().response().scale();
  }

  /// Who is told here. Whom other Alertmanagers tell, what becomes of alerts that are relabelled on
  /// the way, and whom escalation reaches beside the routes, is not known to the linter.
  private Destinations destinations() {
    VigieConfig config = configuration.state().config();
    return config.alerting().isEmpty() && config.response().policies().isEmpty()
        ? new RoutedDestinations(alerting.config())
        : Destinations.UNKNOWN;
  }

  private OnCallApi onCall() {
    return new OnCallApi(() -> alerting.plan().onCall(), clock);
  }

  private Map<String, Boolean> switches() {
    Map<String, Boolean> switches = new HashMap<>();
    switches.put("lifecycle", options.http().enableLifecycle());
    switches.put("admin", options.http().enableAdminApi());
    switches.put("search", true);
    FuzzyAlgorithm.words().forEach(word -> switches.put("search_fuzz_alg_" + word, true));
    return switches;
  }

  private Why why() {
    return new Why(
        evaluating.rules()::status,
        () -> configuration.state().config().global().ruleQueryOffset(),
        engine,
        alerting,
        evaluating.relay()::prepared);
  }

  private Replay replay() {
    return new Replay(
        new Replay.Surroundings(
            storage.tsdb(),
            engine,
            options.http().externalUrl(),
            options.evaluation().rules(),
            options.alertmanager().alerting(),
            ReplayLimits.SERVER,
            Ticker.system()));
  }

  /// What a replay of the configuration in force is about.
  private Replay.Question configured() throws IOException {
    VigieConfig config = configuration.state().config();
    return new Replay.Question(
        evaluating.inForce(),
        TimeRange.ALWAYS,
        config.global().externalLabels(),
        Relabelling.of(config.alerting().alertRelabelRules()),
        Optional.of(alerting.config()),
        alerting.silences().stored());
  }

  private Optional<AlertTracking.Tracked> tracked(Labels labels) {
    Alert alert = new Alert(labels, Labels.EMPTY, 0, 0, "");
    return evaluating
        .relay()
        .prepared(alert)
        .map(prepared -> Fingerprint.text(prepared.labels()))
        .map(fingerprint ->
            new AlertTracking.Tracked(fingerprint, alerting.handling().of(fingerprint)));
  }

  private Optional<String> jobYaml(String name) {
    Optional<String> configured = configuration.state().config().jobYaml(name);
    return configured.isPresent() || options.configFile().isPresent()
        ? configured
        : BuiltInConfiguration.jobYaml(name);
  }

  private GlobalUrl globalUrl() {
    return new GlobalUrl(
        options.http().externalUrl(), options.http().listenAddresses().getFirst().port());
  }

  List<TextRoute> texts() {
    MatchParameter match = new MatchParameter(new PromqlParser(parserOptions(engine.options())));
    Federation federation =
        new Federation(
            storage.tsdb(),
            match,
            () -> configuration.state().config().global().externalLabels(),
            engine.options().lookbackDelta(),
            clock,
            telemetry.meters());
    String externalUrl = options.http().externalUrl().toString().replaceAll("/+$", "");
    return List.of(
        onCall().feed(),
        federation.route(),
        version(),
        OpenApiRoute.of(externalUrl, build.version()),
        OpenApiRoute.ofOwnApi(externalUrl, build.version()));
  }

  /// The API of Alertmanager, and what of Grafana's is asked for.
  List<JsonRoute> plain() {
    List<JsonRoute> routes =
        new ArrayList<>(
            AlertmanagerApi.routes(
                alerting, options.alertmanager().alerting().syntax(), build, clock));
    routes.addAll(new GrafanaApi(dashboards).routes());
    return routes;
  }

  private FieldMapping fields() {
    return configuration.state().config().fields();
  }

  /// What is told as it happens.
  LiveSource liveSource() {
    return new LiveJson(metrics, services.checks(), alerting, clock);
  }

  /// Vigie's own API.
  List<RestRoute> rest() {
    String path = Optional.ofNullable(options.http().externalUrl().getPath()).orElse("");
    return Stream.<RestRoute.Group>of(
            new AuthApi(security, path.replaceAll("/+$", "")),
            new UsersApi(security),
            new TokensApi(security, clock),
            new AuditApi(security.audit()),
            new ConfigApi(this::pendingConfig),
            metrics,
            new PushApi(pushing.custom(), new RecentReplies(clock)),
            new HealthApi(services.checks()),
            new OwnHealthApi(services.components(), services.state(), build.version(), clock),
            new AlertsApi(alerting, clock),
            new AlertRulesApi(services.apiRules(), this::fields),
            new RuleSourceApi(ruleEditing()),
            new RuleAddingApi(ruleAdding()),
            new WidgetDashboardsApi(dashboards),
            new DashboardApi(
                metrics, new Charts(engine, this::fields), alerting, services.checks(), clock))
        .flatMap(group -> group.routes().stream())
        .toList();
  }

  List<BodyRoute> bodies() {
    List<BodyRoute> routes = new ArrayList<>(new OtlpApi(otlp.map(OtlpHttp::new)).routes());
    routes.add(new RemoteWriteApi(receiver).route());
    routes.add(new RemoteReadApi(reader()).route());
    routes.addAll(
        new PushgatewayApi(pushing.pushgateway(), () -> pushing.config().pushgateway()).routes());
    routes.addAll(new InfluxApi(pushing.influx(), () -> pushing.config().influx()).routes());
    routes.addAll(new ImportApi(pushing.history(), () -> pushing.config().imports()).routes());
    routes.addAll(new LinkPages(alerting, links, why(), clock).routes());
    return routes;
  }

  private RemoteReadServer reader() {
    return new RemoteReadServer(
        storage.tsdb(),
        () -> configuration.state().config().global().externalLabels(),
        options.remote().readLimits(),
        telemetry.meters());
  }

  private Optional<RemoteWriteReceiver> openReceiver() {
    return options.remote().receives()
        ? Optional.of(
            new RemoteWriteReceiver(
                storage.tsdb(),
                clock,
                pushing::rules,
                options.remote().acceptedMessages(),
                engine.options().has(QueryFeature.TYPE_AND_UNIT_LABELS),
                telemetry.meters()))
        : Optional.empty();
  }

  private Map<String, MetricMetadata> pushedMetadata() {
    Map<String, MetricMetadata> all = new TreeMap<>(pushing.metadata());
    receiver.ifPresent(remote -> all.putAll(remote.metadata().all()));
    return all;
  }

  private TextRoute version() {
    String text =
        "{\"version\":\"%s\",\"revision\":\"%s\",\"branch\":\"%s\",\"buildUser\":\"\",\"buildDate\":\"%s\",\"goVersion\":\"%s\"}"
            .formatted(
                BuildInfo.PROMETHEUS_VERSION,
                build.revision(),
                build.branch(),
                build.buildDate(),
                build.runtime());
    return new TextRoute(
        "/version",
        false,
        _ ->
            new TextRoute.Text(
                "application/json", out -> out.write(text.getBytes(StandardCharsets.UTF_8))));
  }

  static ParserOptions parserOptions(EngineOptions engine) {
    return ParserOptions.DEFAULT
        .withExperimentalFunctions(engine.has(QueryFeature.EXPERIMENTAL_FUNCTIONS))
        .withDurationExpressions(engine.has(QueryFeature.DURATION_EXPRESSIONS))
        .withExtendedRangeSelectors(engine.has(QueryFeature.EXTENDED_RANGE_SELECTORS))
        .withFillModifiers(engine.has(QueryFeature.FILL_MODIFIERS));
  }

  private ConfigApi.Pending pendingConfig() {
    Configuration.State state = configuration.state();
    Optional<String> onDisk = Optional.empty();
    Optional<String> problem = Optional.empty();
    try {
      onDisk = Optional.of(configuration.onDisk().toYaml());
    } catch (IOException | ConfigException e) {
      problem = Optional.of(String.valueOf(e.getMessage()));
    }
    return new ConfigApi.Pending(
        options.configFile().map(Path::toString).orElse(""),
        state.config().toYaml(),
        onDisk,
        problem,
        state.lastReloadSuccessful(),
        options.http().enableLifecycle());
  }

  private StatusApi.ConfigStatus configStatus() {
    Configuration.State state = configuration.state();
    return new StatusApi.ConfigStatus(
        state.config().toYaml(), state.lastReloadSuccessful(), state.lastSuccess());
  }

  private StatusApi.StorageStatus storageStatus() {
    return new StatusApi.StorageStatus(
        storage.retentionInWords(), storage.tsdb().recovery().quarantinedFiles());
  }
}
