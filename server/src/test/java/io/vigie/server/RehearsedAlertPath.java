package io.vigie.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vigie.alerts.Alerting;
import io.vigie.alerts.AlertingOptions;
import io.vigie.alerts.config.AlertmanagerConfigReader;
import io.vigie.alerts.integration.StandardIntegrations;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.message.MessageTemplates;
import io.vigie.alerts.notify.Pipeline;
import io.vigie.config.yaml.YamlFile;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Labels;
import io.vigie.model.telemetry.Meters;
import io.vigie.outbound.OutboundClients;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.script.ScriptException;
import io.vigie.promql.script.SequenceValue;
import io.vigie.promql.script.SeriesLine;
import io.vigie.promql.script.SeriesNotation;
import io.vigie.rules.evaluation.AlertMemory;
import io.vigie.rules.evaluation.ExtraEvaluations;
import io.vigie.rules.evaluation.RuleContext;
import io.vigie.rules.evaluation.RuleGroup;
import io.vigie.rules.evaluation.RuleMeters;
import io.vigie.rules.evaluation.RuleOptions;
import io.vigie.rules.evaluation.RuleQuery;
import io.vigie.rules.file.GroupDefinition;
import io.vigie.rules.template.RuleTemplates;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryEventLog;
import io.vigie.testkit.InMemoryMetricStore;
import io.vigie.testkit.InMemoryStateStore;
import io.vigie.testkit.RecordingMeters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The way of an alert from a sample to a webhook on loopback, on a clock that stands still until
/// the next evaluation.
final class RehearsedAlertPath implements AutoCloseable {
  static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final URI URL = URI.create("http://vigie");

  final FakeClock clock = new FakeClock();
  final RecordingMeters meters = new RecordingMeters();
  final InMemoryMetricStore store = new InMemoryMetricStore();

  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private final HttpServer webhook;
  private final OutboundClients clients = new OutboundClients("test");
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Alerting alerting;

  RehearsedAlertPath() throws IOException {
    webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    webhook.createContext("/", this::receive);
    webhook.start();
    alerting =
        new Alerting(
            AlertingOptions.DEFAULT,
            new Pipeline.Surroundings(
                new InMemoryStateStore(clock),
                new InMemoryEventLog(),
                clock,
                clock::advance,
                executor,
                meters,
                Duration.ofDays(1)),
            Runnable::run);
    String routes =
        """
        route: {receiver: ops, group_by: [alertname], group_wait: 0s, group_interval: 1m}
        receivers:
        - {name: ops, webhook_configs: [{url: "http://127.0.0.1:%d/"}]}
        """
            .formatted(webhook.getAddress().getPort());
    alerting.start(
        new AlertmanagerConfigReader(MatcherSyntax.FALLBACK)
            .read(YamlFile.parse("alertmanager.yml", Path.of(""), routes)),
        new StandardIntegrations(
            clients, MessageTemplates.standard(URL.toString(), clock), URL.toString(), clock));
    alerting.allowNotifications();
  }

  private void receive(HttpExchange exchange) throws IOException {
    messages.add(
        JsonMapper.shared().readTree(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /// What the webhook got.
  List<JsonNode> messages() {
    return messages;
  }

  /// Writes series, in the notation of promtool's unit tests, a value each interval from the
  /// clock's time on. The clock stays where it is.
  void load(List<String> lines) throws IOException, ScriptException {
    try (Appender appender = store.appender()) {
      for (String line : lines) {
        SeriesLine series = SeriesNotation.parse(line);
        long reference = appender.reference(series.labels());
        long at = clock.millis();
        for (SequenceValue value : series.values()) {
          if (value instanceof SequenceValue.FloatValue(double number)) {
            appender.append(reference, at, number);
          }
          at += INTERVAL.toMillis();
        }
      }
      appender.commit();
    }
  }

  /// A group that tells this path's receiver.
  RuleGroup group(GroupDefinition definition) {
    PromqlEngine engine = new PromqlEngine(store, EngineOptions.defaults(), clock);
    RuleContext context =
        new RuleContext(
            store,
            RuleQuery.of(engine),
            new RuleTemplates(RuleQuery.forTemplates(engine), URL, () -> Labels.EMPTY),
            alerting,
            AlertMemory.none(),
            URL.toString(),
            RuleOptions.DEFAULT,
            new RuleMeters(Meters.NONE),
            clock,
            new ExtraEvaluations(0));
    RuleGroup group =
        new RuleGroup(
            new RuleGroup.Setting("rules.yml", definition, INTERVAL, Duration.ZERO), context);
    group.beginAnew();
    return group;
  }

  /// Evaluates each interval from now on, until the time is up.
  void live(RuleGroup group, Duration time) {
    List<String> errors = new ArrayList<>();
    for (Duration lived = Duration.ZERO; lived.compareTo(time) <= 0; lived = lived.plus(INTERVAL)) {
      group.evaluate(clock.millis(), true);
      group.status().rules().stream()
          .map(rule -> rule.lastError())
          .filter(error -> !error.isEmpty())
          .forEach(errors::add);
      alerting.tick();
      clock.advance(INTERVAL);
    }
    if (!errors.isEmpty()) {
      throw new AssertionError(errors);
    }
  }

  @Override
  public void close() {
    alerting.close();
    executor.close();
    clients.close();
    webhook.stop(0);
  }
}
