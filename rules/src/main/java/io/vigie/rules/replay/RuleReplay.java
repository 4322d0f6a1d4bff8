package io.vigie.rules.replay;

import io.vigie.model.alert.AlertSink;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.Ticker;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.eval.Cancellation;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.rules.evaluation.AlertMemory;
import io.vigie.rules.evaluation.ExtraEvaluations;
import io.vigie.rules.evaluation.RuleContext;
import io.vigie.rules.evaluation.RuleGroup;
import io.vigie.rules.evaluation.RuleGroup.Setting;
import io.vigie.rules.evaluation.RuleMeters;
import io.vigie.rules.evaluation.RuleOptions;
import io.vigie.rules.evaluation.RuleQuery;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.schedule.EvaluationTimes;
import io.vigie.rules.schedule.RuleSet;
import io.vigie.rules.template.RuleTemplates;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/// Evaluates rules over a span of the past, each group at the instants at which a server would
/// have, and notes what their alerts do. Later rules see what earlier ones recorded; the store
/// itself is only read.
///
/// Somebody else lets time pass: [#nextMillis] says when something is due, [#evaluateDue] does it.
/// Not thread-safe.
public final class RuleReplay {
  /// What rules are replayed over and with.
  ///
  /// @param engine whose limits hold, and whose slots are waited for
  /// @param sink where alerts go
  /// @param externalUrl without a slash at the end
  /// @param externalLabels for templates
  /// @param options how often the sink is told again
  /// @param cancellation by which the caller may stop the replay
  /// @param ticker measures how long it takes
  public record Surroundings(
      MetricStore store,
      PromqlEngine engine,
      AlertSink sink,
      URI externalUrl,
      Labels externalLabels,
      RuleOptions options,
      ReplayLimits limits,
      Cancellation cancellation,
      Ticker ticker) {}

  private static final String CALLER = "replay of rules";

  private record Planned(RuleGroup group, EvaluationTimes times, GroupJournal journal) {}

  private final Surroundings around;
  private final TimeRange range;
  private final OverlayStore overlay;
  private final long deadlineNanos;
  private final List<Planned> groups = new ArrayList<>();
  private final List<AlertChange> changes = new ArrayList<>();
  private long nextMillis;
  private long evaluations;

  /// @param range of the evaluations
  /// @throws ReplayException if that is more than the limits allow
  /// @throws IOException if the store cannot be read
  public RuleReplay(RuleSet rules, TimeRange range, Surroundings around) throws IOException {
    this.around = around;
    this.range = range;
    this.nextMillis = range.minMillis();
    this.deadlineNanos = around.ticker().readNanos() + around.limits().time().toNanos();
    List<Setting> settings = List.copyOf(rules.settings().values());
    around
        .limits()
        .checkPlan(
            Duration.ofMillis(spanMillis()),
            settings.stream().mapToLong(this::plannedEvaluations).sum());
    this.overlay = new OverlayStore(around.store(), shadows(settings));
    RuleContext context = context(around.engine().over(overlay));
    for (Setting setting : settings) {
      groups.add(plan(setting, context));
    }
  }

  private long spanMillis() {
    long millis = range.maxMillis() - range.minMillis();
    return millis < 0 ? Long.MAX_VALUE : millis; // more than a long can tell
  }

  private long plannedEvaluations(Setting setting) {
    long instants = spanMillis() / setting.interval().toMillis() + 1;
    return instants * setting.definition().rules().size();
  }

  private List<Shadow> shadows(List<Setting> settings) {
    List<Shadow> shadows = new ArrayList<>();
    for (Setting setting : settings) {
      long fromMillis = range.minMillis() - setting.queryOffset().toMillis();
      for (RuleDefinition rule : setting.definition().rules()) {
        shadows.addAll(Shadow.of(rule, fromMillis));
      }
    }
    return shadows;
  }

  private RuleContext context(PromqlEngine engine) {
    return new RuleContext(
        overlay,
        stopping(RuleQuery.of(engine, this::queryOptions)),
        new RuleTemplates(
            RuleQuery.forTemplates(engine, this::queryOptions),
            around.externalUrl(),
            around::externalLabels),
        around.sink(),
        AlertMemory.none(),
        around.externalUrl().toString(),
        around.options(),
        new RuleMeters(Meters.NONE),
        around.ticker(),
        new ExtraEvaluations(0));
  }

  /// Whoever stops one of its queries by hand stops the replay.
  private RuleQuery stopping(RuleQuery query) {
    return (expression, timestampMillis) -> {
      try {
        return query.ask(expression, timestampMillis);
      } catch (QueryException e) {
        if (e.kind() == QueryException.Kind.CANCELED) {
          around.cancellation().cancel();
        }
        throw e;
      }
    };
  }

  private QueryOptions queryOptions() {
    long leftNanos = Math.max(1, deadlineNanos - around.ticker().readNanos());
    return QueryOptions.defaults()
        .withCancellation(around.cancellation())
        .withTimeout(Duration.ofNanos(leftNanos))
        .withCaller(CALLER);
  }

  private Planned plan(Setting setting, RuleContext context) throws IOException {
    RuleGroup group = new RuleGroup(setting, context);
    group.resumeFrom(around.store(), range.minMillis());
    EvaluationTimes times = EvaluationTimes.of(setting.key(), setting.interval().toMillis());
    GroupJournal journal = new GroupJournal(setting);
    changes.addAll(journal.begin(group.status(), range.minMillis()));
    return new Planned(group, times, journal);
  }

  /// When something is to be evaluated next, milliseconds since the epoch; empty when the end of
  /// the range is reached.
  public OptionalLong nextMillis() {
    return groups.stream()
        .mapToLong(planned -> planned.times.after(nextMillis - 1))
        .filter(due -> due <= range.maxMillis())
        .min();
  }

  /// Evaluates all groups that are due at the instant that [#nextMillis] gave.
  ///
  /// @throws ReplayException if a limit is reached, or the caller asked to stop
  public void evaluateDue(long dueMillis) {
    for (Planned planned : groups) {
      if (planned.times.at(dueMillis) == dueMillis) {
        evaluate(planned, dueMillis);
      }
    }
    nextMillis = dueMillis + 1;
  }

  private void evaluate(Planned planned, long dueMillis) {
    planned.group.evaluate(dueMillis, true);
    checkStopped();
    evaluations += planned.group.setting().definition().rules().size();
    changes.addAll(planned.journal.observe(planned.group.status(), dueMillis));
    around.limits().checkSamples(overlay.sampleCount());
    around.limits().checkEvents(changes.size());
  }

  /// Before what a stopped query has done to its rule is taken for an answer.
  private void checkStopped() {
    if (around.cancellation().isRequested()) {
      throw new ReplayException(ReplayException.Kind.CANCELED, "the replay was stopped");
    }
    if (around.ticker().readNanos() - deadlineNanos >= 0) {
      throw new ReplayException(
          ReplayException.Kind.TIMEOUT,
          "the replay took longer than %d s: choose a shorter time, or fewer rules"
              .formatted(around.limits().time().toSeconds()));
    }
  }

  /// What happened to alerts so far, in the order of time.
  public List<AlertChange> changes() {
    return List.copyOf(changes);
  }

  /// How many [#changes] there are.
  public int changeCount() {
    return changes.size();
  }

  /// Rules that could not be evaluated at some instants, in the order of files and lines.
  public List<RuleProblem> problems() {
    return groups.stream()
        .flatMap(planned -> planned.journal.problems().stream())
        .sorted(Comparator.comparing(RuleProblem::file).thenComparing(RuleProblem::line))
        .toList();
  }

  /// How many rules were evaluated so far, one counted as often as it was.
  public long evaluations() {
    return evaluations;
  }

  /// How many samples rules wrote into memory so far.
  public long recordedSamples() {
    return overlay.sampleCount();
  }
}
