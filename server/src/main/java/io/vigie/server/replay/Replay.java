package io.vigie.server.replay;

import io.vigie.alerts.AlertingOptions;
import io.vigie.alerts.config.AlertmanagerConfig;
import io.vigie.alerts.history.HistoryEvent;
import io.vigie.alerts.replay.RoutingReplay;
import io.vigie.ingest.relabel.Relabelling;
import io.vigie.model.alert.AlertSink;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.state.StateEntry;
import io.vigie.model.time.Ticker;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.eval.Cancellation;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.rules.evaluation.RuleOptions;
import io.vigie.rules.replay.ReplayLimits;
import io.vigie.rules.replay.RuleReplay;
import io.vigie.rules.schedule.RuleSet;
import io.vigie.server.alerting.AlertRelay;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Lets rules and routing run over the past. Thread-safe; each replay has a clock and a memory of
/// its own.
public final class Replay {
  private final Surroundings around;

  /// What replays work with.
  ///
  /// @param store that is read, never written
  /// @param engine whose limits hold for the queries of replays too
  /// @param externalUrl that alerts link to
  /// @param ticker measures how long a replay takes
  public record Surroundings(
      MetricStore store,
      PromqlEngine engine,
      URI externalUrl,
      RuleOptions rules,
      AlertingOptions alerting,
      ReplayLimits limits,
      Ticker ticker) {}

  /// What is to be replayed.
  ///
  /// @param externalLabels added to alerts that leave
  /// @param relabelling of these
  /// @param routing whom to tell; empty if nobody is of interest
  /// @param silences as the state store has them
  public record Question(
      RuleSet rules,
      TimeRange range,
      Labels externalLabels,
      Relabelling relabelling,
      Optional<AlertmanagerConfig> routing,
      List<StateEntry> silences) {
    public Question {
      silences = List.copyOf(silences);
    }

    /// The same over another span of time.
    public Question within(TimeRange other) {
      return new Question(rules, other, externalLabels, relabelling, routing, silences);
    }

    /// The same with other rules.
    public Question with(RuleSet others) {
      return new Question(others, range, externalLabels, relabelling, routing, silences);
    }

    /// The same with other people to tell.
    public Question with(AlertmanagerConfig other) {
      return new Question(rules, range, externalLabels, relabelling, Optional.of(other), silences);
    }
  }

  public Replay(Surroundings around) {
    this.around = around;
  }

  /// @param cancellation by which the caller may stop it
  /// @throws io.vigie.rules.replay.ReplayException if it is larger than allowed, was stopped or
  ///   took too long
  /// @throws IOException if the store cannot be read
  public ReplayReport run(Question question, Cancellation cancellation) throws IOException {
    if (question.routing().isEmpty()) {
      return rulesOnly(question, cancellation);
    }
    try (RoutingReplay routing =
        new RoutingReplay(
            question.routing().get(),
            around.alerting(),
            question.silences(),
            question.range().minMillis())) {
      AlertRelay relay = new AlertRelay(List.of(routing));
      relay.prepareWith(question.externalLabels(), question.relabelling());
      RuleReplay rules = rules(question, relay, cancellation);
      play(rules, routing, question.range().maxMillis());
      return report(question, rules, routing.events());
    }
  }

  private ReplayReport rulesOnly(Question question, Cancellation cancellation) throws IOException {
    RuleReplay rules = rules(question, _ -> {}, cancellation);
    for (OptionalLong due = rules.nextMillis(); due.isPresent(); due = rules.nextMillis()) {
      rules.evaluateDue(due.getAsLong());
    }
    return report(question, rules, List.of());
  }

  /// What is due at an instant is done in the order in which a server would: first rules speak,
  /// then groups are told.
  private void play(RuleReplay rules, RoutingReplay routing, long endMillis) {
    while (true) {
      long due = rules.nextMillis().orElse(Long.MAX_VALUE);
      long now = Math.min(due, routing.nextMillis().orElse(Long.MAX_VALUE));
      if (now > endMillis) {
        return;
      }
      routing.setTime(now);
      if (due == now) {
        rules.evaluateDue(now);
      }
      routing.tick();
      around.limits().checkEvents(rules.changeCount() + (long) routing.eventCount());
    }
  }

  private RuleReplay rules(Question question, AlertSink sink, Cancellation cancellation)
      throws IOException {
    return new RuleReplay(
        question.rules(),
        question.range(),
        new RuleReplay.Surroundings(
            around.store(),
            around.engine(),
            sink,
            URI.create(around.externalUrl().toString().replaceAll("/+$", "")),
            question.externalLabels(),
            around.rules(),
            around.limits(),
            cancellation,
            around.ticker()));
  }

  private static ReplayReport report(
      Question question, RuleReplay rules, List<HistoryEvent> events) {
    return new ReplayReport(
        question.range(),
        rules.changes(),
        events,
        rules.problems(),
        rules.evaluations(),
        rules.recordedSamples());
  }
}
