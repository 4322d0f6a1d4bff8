package io.vigie.rules.evaluation;

import io.vigie.model.metric.SeriesLimitException;
import io.vigie.model.telemetry.Span;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.value.VectorElement;
import io.vigie.rules.file.RuleDefinition;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One rule of a group with what it wrote last and how that went. Guarded by the evaluation of its
/// group.
final class RuleRun {
  private static final Logger LOG = LoggerFactory.getLogger(RuleRun.class);

  private final RuleEvaluation rule;
  private final String group;
  private final RuleContext context;
  private final RuleSeries series = new RuleSeries();
  private RuleHealth health = RuleHealth.UNKNOWN;
  private String lastError = "";
  private long durationNanos;
  private OptionalLong lastEvaluationMillis = OptionalLong.empty();

  RuleRun(RuleDefinition definition, String group, RuleContext context) {
    this.rule =
        switch (definition) {
          case RuleDefinition.Recording recording -> new RecordingRule(recording, context.query());
          case RuleDefinition.Alerting alerting ->
              new AlertingRule(alerting, context.query(), context.texts());
        };
    this.group = group;
    this.context = context;
  }

  RuleEvaluation rule() {
    return rule;
  }

  RuleSeries series() {
    return series;
  }

  /// Goes on where an equal rule of an earlier configuration ended.
  void continueFrom(RuleRun earlier) {
    series.continueFrom(earlier.series);
    health = earlier.health;
    lastError = earlier.lastError;
    durationNanos = earlier.durationNanos;
    lastEvaluationMillis = earlier.lastEvaluationMillis;
    if (rule instanceof AlertingRule mine && earlier.rule instanceof AlertingRule theirs) {
      mine.continueFrom(theirs);
    }
  }

  /// Evaluates and writes. Never throws: what went wrong is the rule's health.
  ///
  /// @return the number of samples that the rule gave
  int run(EvaluationTime time, long limit) {
    long start = context.ticker().readNanos();
    lastEvaluationMillis = OptionalLong.of(time.dueMillis());
    context.meters().evaluations.increment(group);
    int samples = 0;
    try {
      List<VectorElement> answer = rule.evaluate(time, limit);
      samples = answer.size();
      write(answer, time);
    } catch (RuleException | QueryException | SeriesLimitException | IOException e) {
      failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("rule \"{}\" of {} fails for an unknown reason", name(), group, e);
      failed("unexpected failure: " + e);
    }
    durationNanos = context.ticker().readNanos() - start;
    context.meters().ruleSeconds.observe(durationNanos / 1e9);
    return samples;
  }

  private void write(List<VectorElement> answer, EvaluationTime time) throws IOException {
    String refused = series.write(answer, time.queriedMillis(), context.store());
    if (!refused.isEmpty()) {
      LOG.warn("rule \"{}\" of {}: {}", name(), group, refused);
    }
    health = RuleHealth.GOOD;
    lastError = "";
  }

  private void failed(String problem) {
    if (!problem.equals(lastError)) {
      LOG.warn("rule \"{}\" of {} fails: {}", name(), group, problem);
    }
    health = RuleHealth.BAD;
    lastError = problem;
    Span.current().fail(problem);
    context.meters().failures.increment(group);
  }

  private String name() {
    return rule.definition().name();
  }

  RuleStatus status() {
    List<AlertStatus> alerts =
        rule instanceof AlertingRule alerting ? alerting.status() : List.of();
    return new RuleStatus(
        rule.definition(), health, lastError, durationNanos, lastEvaluationMillis, alerts);
  }
}
