package io.vigie.server;

import io.vigie.ingest.discovery.source.Discoveries;
import io.vigie.ingest.relabel.Relabelling;
import io.vigie.model.alert.AlertSink;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.state.StateStore;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.telemetry.Tracer;
import io.vigie.model.time.Ticker;
import io.vigie.outbound.OutboundClients;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.rules.evaluation.AlertMemory;
import io.vigie.rules.evaluation.ExtraEvaluations;
import io.vigie.rules.evaluation.RuleContext;
import io.vigie.rules.evaluation.RuleMeters;
import io.vigie.rules.evaluation.RuleQuery;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileOptions;
import io.vigie.rules.file.RuleFileReader;
import io.vigie.rules.schedule.RuleSet;
import io.vigie.rules.schedule.Rules;
import io.vigie.rules.schedule.Waiting;
import io.vigie.rules.template.RuleTemplates;
import io.vigie.server.alerting.AlertRelay;
import io.vigie.server.alerting.AlertmanagerSending;
import io.vigie.server.apirules.ApiRules;
import io.vigie.server.config.VigieConfig;
import io.vigie.server.replay.ConfiguredRules;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Rules, and the way that their alerts take.
final class Evaluating implements AutoCloseable {
  /// As many intervals as rules wait for slow groups after a start.
  private static final int PATIENCE_INTERVALS = 2;

  private final Rules rules;
  private final AlertRelay relay;
  private final AlertmanagerSending sending;
  private final OutboundClients clients;
  private final RuleFileReader reader;
  private final AtomicReference<Labels> externalLabels;
  private final Runnable evaluated;
  private @Nullable Thread patience;
  private RuleSet configured = new RuleSet(List.of(), Duration.ofMinutes(1), Duration.ZERO);
  private RuleFile madeByApi = new RuleFile(ApiRules.FILE, List.of());
  private volatile RuleSet inForce = configured;

  private Evaluating(
      Rules rules,
      AlertRelay relay,
      AlertmanagerSending sending,
      OutboundClients clients,
      RuleFileReader reader,
      AtomicReference<Labels> externalLabels,
      Runnable evaluated) {
    this.rules = rules;
    this.relay = relay;
    this.sending = sending;
    this.clients = clients;
    this.reader = reader;
    this.externalLabels = externalLabels;
    this.evaluated = evaluated;
  }

  /// What rules work with.
  ///
  /// @param inProcess who takes alerts besides the Alertmanagers of the configuration
  /// @param tellsHere whether one of them tells people
  /// @param evaluated called when after a start every rule has been evaluated
  record Surroundings(
      MetricStore store,
      PromqlEngine engine,
      StateStore state,
      List<AlertSink> inProcess,
      BooleanSupplier tellsHere,
      Runnable evaluated,
      URI externalUrl,
      String userAgent,
      InstantSource clock,
      Meters meters,
      Tracer tracer) {}

  static Evaluating open(Surroundings around, EvaluationOptions options) {
    OutboundClients clients = new OutboundClients(around.userAgent());
    Discoveries discoveries = new Discoveries(clients, around.clock(), around.meters());
    AlertmanagerSending sending =
        new AlertmanagerSending(
            clients,
            config -> discoveries.create(config, "alertmanagers"),
            options.alertmanagers(),
            around.tellsHere(),
            around.meters(),
            around.tracer());
    List<AlertSink> sinks = new ArrayList<>(around.inProcess());
    sinks.add(sending);
    AlertRelay relay = new AlertRelay(sinks);
    AtomicReference<Labels> externalLabels = new AtomicReference<>(Labels.EMPTY);
    RuleContext context = context(around, options, relay, externalLabels);
    Rules rules =
        new Rules(context, around.clock(), Waiting.by(around.clock()), around.evaluated());
    RuleFileReader reader =
        new RuleFileReader(
            RuleFileOptions.DEFAULT.withParser(Api.parserOptions(around.engine().options())));
    return new Evaluating(
        rules, relay, sending, clients, reader, externalLabels, around.evaluated());
  }

  private static RuleContext context(
      Surroundings around,
      EvaluationOptions options,
      AlertSink sink,
      AtomicReference<Labels> externalLabels) {
    URI externalUrl = withoutSlash(around.externalUrl());
    RuleTemplates texts =
        new RuleTemplates(
            RuleQuery.forTemplates(around.engine()), externalUrl, externalLabels::get);
    return new RuleContext(
        around.store(),
        RuleQuery.of(around.engine()),
        texts,
        sink,
        new AlertMemory(around.state(), options.rules().outageTolerance()),
        externalUrl.toString(),
        options.rules(),
        new RuleMeters(around.meters()),
        Ticker.system(),
        new ExtraEvaluations(options.rules().maxConcurrentEvaluations()),
        around.tracer());
  }

  private static URI withoutSlash(URI url) {
    return URI.create(url.toString().replaceAll("/+$", ""));
  }

  Rules rules() {
    return rules;
  }

  /// What alerts become before others get them.
  AlertRelay relay() {
    return relay;
  }

  AlertmanagerSending sending() {
    return sending;
  }

  /// Reads the rules of a configuration, for [#apply].
  ///
  /// @throws io.vigie.config.yaml.ConfigException if a rule file is wrong
  /// @throws IOException if one cannot be read
  RuleSet read(VigieConfig config) throws IOException {
    return ConfiguredRules.read(config, reader);
  }

  /// The rules in force.
  RuleSet inForce() {
    return inForce;
  }

  RuleFileReader reader() {
    return reader;
  }

  /// Evaluates these rules and sends as the configuration says, from now on.
  synchronized void apply(VigieConfig config, RuleSet read) {
    Labels labels = config.global().externalLabels();
    externalLabels.set(labels);
    relay.prepareWith(labels, Relabelling.of(config.alerting().alertRelabelRules()));
    sending.apply(config.alerting());
    configured = read;
    evaluateAll();
    if (patience == null) {
      // Not multipliedBy, which computes with BigDecimal: its tables take 10 ms of each start.
      patience =
          waitAtMost(Duration.ofNanos(read.evaluationInterval().toNanos() * PATIENCE_INTERVALS));
    }
  }

  /// Evaluates these rules beside those of the configuration, from now on.
  synchronized void take(RuleFile made) {
    madeByApi = made;
    if (patience != null) {
      evaluateAll();
    }
  }

  /// Evaluates a file of the configuration in its new version, or one more file, from now on.
  synchronized void takeNewVersion(RuleFile changed) {
    List<RuleFile> files = new ArrayList<>(configured.files());
    files.removeIf(file -> file.name().equals(changed.name()));
    files.add(changed);
    configured = new RuleSet(files, configured.evaluationInterval(), configured.queryOffset());
    evaluateAll();
  }

  private void evaluateAll() {
    List<RuleFile> files = new ArrayList<>(configured.files());
    files.add(madeByApi);
    RuleSet all = new RuleSet(files, configured.evaluationInterval(), configured.queryOffset());
    rules.apply(all);
    inForce = all;
  }

  /// A group that is evaluated once an hour does not hold back for so long what others send.
  private Thread waitAtMost(Duration longest) {
    return Thread.ofVirtual()
        .name("rules-patience")
        .start(() -> {
          try {
            Thread.sleep(longest);
            evaluated.run();
          } catch (InterruptedException e) {
            // the server ends
          }
        });
  }

  @Override
  public synchronized void close() {
    if (patience != null) {
      patience.interrupt();
    }
    rules.close();
    sending.close();
    clients.close();
  }
}
