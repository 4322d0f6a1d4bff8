package io.vigie.rules.evaluation;

import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.telemetry.Span;
import io.vigie.promql.eval.QueryOrigin;
import io.vigie.rules.file.GroupDefinition;
import io.vigie.rules.file.RuleDefinition;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rules that are evaluated together, with what they know from one evaluation to the next.
///
/// Thread-safe: evaluations go one after the other; [#status] never waits for one.
public final class RuleGroup {
  private static final Logger LOG = LoggerFactory.getLogger(RuleGroup.class);

  /// What a group is told by its surroundings.
  ///
  /// @param file the path of its rule file
  /// @param interval between evaluations
  /// @param queryOffset how far in the past it asks
  public record Setting(
      String file, GroupDefinition definition, Duration interval, Duration queryOffset) {
    /// What no other group has: the file and the name.
    public String key() {
      return file + ";" + definition.name();
    }
  }

  private final Setting setting;
  private final RuleContext context;
  private final List<RuleRun> runs = new ArrayList<>();
  private final List<List<Integer>> batches;

  /// Series of rules that an earlier configuration had and this one has not; to be ended.
  private final Set<Labels> orphans = new HashSet<>();

  private volatile GroupStatus status;

  public RuleGroup(Setting setting, RuleContext context) {
    this.setting = setting;
    this.context = context;
    List<RuleDefinition> rules = setting.definition().rules();
    rules.forEach(rule -> runs.add(new RuleRun(rule, setting.key(), context)));
    this.batches = RuleOrder.batches(rules);
    this.status = status(0, OptionalLong.empty());
    context.meters().intervalSeconds.set(setting.interval().toMillis() / 1e3, setting.key());
    context.meters().rules.set(rules.size(), setting.key());
  }

  public Setting setting() {
    return setting;
  }

  /// How the last evaluation went.
  public GroupStatus status() {
    return status;
  }

  /// Goes on where the group of the same name of an earlier configuration ended. Its rules are
  /// found again by name and labels.
  public synchronized void continueFrom(RuleGroup earlier) {
    synchronized (earlier) {
      Map<RuleIdentity, List<RuleRun>> known = new HashMap<>();
      earlier.runs.forEach(
          run -> known.computeIfAbsent(RuleIdentity.of(run), _ -> new ArrayList<>()).add(run));
      for (RuleRun run : runs) {
        List<RuleRun> same = known.getOrDefault(RuleIdentity.of(run), List.of());
        if (!same.isEmpty()) {
          run.continueFrom(same.removeFirst());
        }
      }
      orphans.addAll(earlier.orphans);
      known.values().forEach(rest -> rest.forEach(run -> orphans.addAll(run.series().all())));
      alertingRules().forEach(AlertingRule::restored);
      status = status(earlier.status.evaluationNanos(), earlier.status.lastEvaluationMillis());
    }
  }

  private record RuleIdentity(Class<?> kind, String name, Labels labels) {
    static RuleIdentity of(RuleRun run) {
      RuleDefinition rule = run.rule().definition();
      return new RuleIdentity(rule.getClass(), rule.name(), rule.labels());
    }
  }

  /// Declares that there is nothing to restore: the group did not exist before.
  public synchronized void beginAnew() {
    alertingRules().forEach(AlertingRule::restored);
  }

  /// Begins with the alerts that the store says were pending or firing at an instant, as if the
  /// group had been evaluated all along.
  ///
  /// @param nowMillis the instant, milliseconds since the epoch
  /// @throws IOException if the store cannot be read
  public synchronized void resumeFrom(MetricStore store, long nowMillis) throws IOException {
    RecordedStates states = new RecordedStates(store, nowMillis, setting);
    for (AlertingRule rule : alertingRules()) {
      states.alerts(rule).forEach(rule::takeOver);
      rule.restored();
    }
    status = status(0, OptionalLong.empty());
  }

  /// Takes firing alerts over from before a restart. To be called before the first evaluation.
  public synchronized void recall() {
    alertingRules()
        .forEach(rule -> context.memory().recall(setting.key(), rule).forEach(rule::takeOver));
    status = status(0, OptionalLong.empty());
  }

  /// Lets alerts that were pending before a restart go on waiting. To be called once data have come
  /// in again and been evaluated.
  public synchronized void restore(long nowMillis) {
    long start = context.ticker().readNanos();
    ForStateRestore restore = new ForStateRestore(context.store(), context.options());
    for (AlertingRule rule : alertingRules()) {
      if (!rule.isRestored()) {
        try {
          restore.restore(rule, nowMillis);
        } catch (IOException e) {
          LOG.warn("states of {} are not restored: {}", setting.key(), e.getMessage());
          rule.restored();
        }
      }
    }
    context
        .meters()
        .lastRestoreSeconds
        .set((context.ticker().readNanos() - start) / 1e9, setting.key());
  }

  /// Evaluates all rules once.
  ///
  /// @param dueMillis the instant, milliseconds since the epoch
  /// @param mayTell whether alerts may be sent
  public synchronized void evaluate(long dueMillis, boolean mayTell) {
    Span span = context.tracer().begin("rule group");
    span.set("rule.file", setting.file()).set("rule.group", name());
    span.run(() -> evaluate(dueMillis, mayTell, span));
  }

  private void evaluate(long dueMillis, boolean mayTell, Span span) {
    long start = context.ticker().readNanos();
    EvaluationTime time =
        new EvaluationTime(dueMillis, dueMillis - setting.queryOffset().toMillis());
    context.meters().iterations.increment(setting.key());
    int samples = 0;
    for (List<Integer> batch : batches()) {
      samples += evaluate(batch, time, mayTell, span);
    }
    endOrphans(time);
    context.memory().remember(setting.key(), alertingRules(), dueMillis);
    span.set("rule.samples", samples);
    report(dueMillis, samples, context.ticker().readNanos() - start);
  }

  private List<List<Integer>> batches() {
    if (context.options().maxConcurrentEvaluations() > 0) {
      return batches;
    }
    List<List<Integer>> oneByOne = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      oneByOne.add(List.of(i));
    }
    return oneByOne;
  }

  private int evaluate(List<Integer> batch, EvaluationTime time, boolean mayTell, Span above) {
    int[] samples = new int[batch.size()];
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      int position = i;
      RuleRun run = runs.get(batch.get(i));
      tasks.add(() -> samples[position] = traced(run, time, mayTell, above));
    }
    context.extraEvaluations().run(tasks);
    int sum = 0;
    for (int count : samples) {
      sum += count;
    }
    return sum;
  }

  private String name() {
    return setting.definition().name();
  }

  private int traced(RuleRun run, EvaluationTime time, boolean mayTell, Span above) {
    Span span = above.child("rule").set("rule.name", run.rule().definition().name());
    return span.call(() -> {
      int samples = evaluate(run, time, mayTell);
      span.set("rule.samples", samples);
      return samples;
    });
  }

  private int evaluate(RuleRun run, EvaluationTime time, boolean mayTell) {
    int samples =
        ScopedValue.where(QueryOrigin.CURRENT, new QueryOrigin.RuleGroup(setting.file(), name()))
            .call(() -> run.run(time, setting.definition().limit()));
    if (mayTell && run.rule() instanceof AlertingRule rule) {
      tell(rule, time.dueMillis());
    }
    return samples;
  }

  /// Sends what the sink should have heard but could not be told yet.
  public synchronized void tell(long nowMillis) {
    alertingRules().forEach(rule -> tell(rule, nowMillis));
  }

  private void tell(AlertingRule rule, long nowMillis) {
    long resendMillis = context.options().resendDelay().toMillis();
    long validMillis = 4 * Math.max(setting.interval().toMillis(), resendMillis);
    List<Alert> due = new ArrayList<>();
    FirstSamples first = new FirstSamples(rule, nowMillis);
    for (TrackedAlert alert : rule.alerts()) {
      if (alert.needsSending(nowMillis, resendMillis)) {
        long sampledAtMillis = first.of(alert);
        alert.lastSentAtMillis = nowMillis;
        long endsAtMillis = alert.isResolved() ? alert.resolvedAtMillis : nowMillis + validMillis;
        due.add(
            new Alert(
                alert.labels,
                alert.annotations,
                alert.firedAtMillis,
                endsAtMillis,
                generatorUrl(rule),
                sampledAtMillis));
      }
    }
    if (!due.isEmpty()) {
      context.sink().send(due);
    }
  }

  /// Finds what alerts were first seen in that are told for the first time; of a rule that gives
  /// very many at once, the first ones have to do.
  private final class FirstSamples {
    private static final int MAX_ALERTS = 100;

    private final AlertingRule rule;
    private final long nowMillis;
    private @Nullable NewestSamples samples;
    private int count;

    FirstSamples(AlertingRule rule, long nowMillis) {
      this.rule = rule;
      this.nowMillis = nowMillis;
    }

    long of(TrackedAlert alert) {
      if (alert.lastSentAtMillis != TrackedAlert.NEVER
          || alert.isResolved()
          || ++count > MAX_ALERTS) {
        return Alert.NEVER_SAMPLED;
      }
      if (samples == null) {
        long askedMillis = nowMillis - setting.queryOffset().toMillis();
        samples =
            new NewestSamples(context.store(), rule.definition().expression().tree(), askedMillis);
      }
      return samples.of(alert.labels, Alert.NEVER_SAMPLED);
    }
  }

  private String generatorUrl(AlertingRule rule) {
    return context.externalUrl()
        + "/graph?g0.expr="
        + URLEncoder.encode(rule.definition().expression().text(), StandardCharsets.UTF_8)
        + "&g0.tab=1";
  }

  private void endOrphans(EvaluationTime time) {
    runs.forEach(run -> orphans.removeAll(run.series().all()));
    try {
      RuleSeries.end(orphans, time.queriedMillis(), context.store());
      orphans.clear();
    } catch (IOException e) {
      LOG.warn("series of removed rules of {} do not end: {}", setting.key(), e.getMessage());
    }
  }

  /// Ends all series, because nobody evaluates the group any more, and forgets its alerts.
  ///
  /// @param others series that other groups write now
  public synchronized void end(long nowMillis, Set<Labels> others) {
    Set<Labels> series = new HashSet<>(series());
    series.removeAll(others);
    try {
      RuleSeries.end(series, nowMillis - setting.queryOffset().toMillis(), context.store());
    } catch (IOException e) {
      LOG.warn("series of the removed {} do not end: {}", setting.key(), e.getMessage());
    }
  }

  /// Forgets what would be remembered over a restart, because the group is removed.
  public void forget(long nowMillis) {
    context.memory().remember(setting.key(), List.of(), nowMillis);
  }

  /// The series that the group wrote last.
  public synchronized Set<Labels> series() {
    Set<Labels> series = new HashSet<>(orphans);
    runs.forEach(run -> series.addAll(run.series().all()));
    return series;
  }

  private List<AlertingRule> alertingRules() {
    return runs.stream()
        .map(RuleRun::rule)
        .filter(AlertingRule.class::isInstance)
        .map(AlertingRule.class::cast)
        .toList();
  }

  private void report(long dueMillis, int samples, long nanos) {
    RuleMeters meters = context.meters();
    meters.groupSeconds.observe(nanos / 1e9);
    meters.lastDurationSeconds.set(nanos / 1e9, setting.key());
    meters.lastEvaluationSeconds.set(dueMillis / 1e3, setting.key());
    meters.lastSamples.set(samples, setting.key());
    status = status(nanos, OptionalLong.of(dueMillis));
  }

  private GroupStatus status(long nanos, OptionalLong lastMillis) {
    return new GroupStatus(
        setting.file(),
        setting.definition(),
        setting.interval(),
        runs.stream().map(RuleRun::status).toList(),
        nanos,
        lastMillis);
  }
}
