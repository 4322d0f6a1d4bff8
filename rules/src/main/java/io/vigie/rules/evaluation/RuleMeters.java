package io.vigie.rules.evaluation;

import io.vigie.model.telemetry.Meters;

/// What rules report about themselves, under Prometheus' names.
public final class RuleMeters {
  private static final String GROUP = "rule_group";

  final Meters.Distribution ruleSeconds;
  final Meters.Counter evaluations;
  final Meters.Counter failures;
  final Meters.Distribution groupSeconds;
  final Meters.Counter iterations;
  final Meters.Counter missed;
  final Meters.Gauge lastEvaluationSeconds;
  final Meters.Gauge lastDurationSeconds;
  final Meters.Gauge lastSamples;
  final Meters.Gauge intervalSeconds;
  final Meters.Gauge rules;
  final Meters.Gauge lastRestoreSeconds;

  public RuleMeters(Meters meters) {
    ruleSeconds =
        meters.distribution(
            "prometheus_rule_evaluation_duration_seconds", "How long one rule takes.");
    evaluations =
        meters.counter("prometheus_rule_evaluations_total", "Evaluations of single rules.", GROUP);
    failures =
        meters.counter(
            "prometheus_rule_evaluation_failures_total",
            "Evaluations of single rules that failed.",
            GROUP);
    groupSeconds =
        meters.distribution(
            "prometheus_rule_group_duration_seconds", "How long one group of rules takes.");
    iterations =
        meters.counter(
            "prometheus_rule_group_iterations_total",
            "Evaluations of groups that were due, missed ones included.",
            GROUP);
    missed =
        meters.counter(
            "prometheus_rule_group_iterations_missed_total",
            "Evaluations of groups that did not take place because the one before took too long.",
            GROUP);
    lastEvaluationSeconds =
        meters.gauge(
            "prometheus_rule_group_last_evaluation_timestamp_seconds",
            "When a group was last evaluated.",
            GROUP);
    lastDurationSeconds =
        meters.gauge(
            "prometheus_rule_group_last_duration_seconds",
            "How long a group took when it was last evaluated.",
            GROUP);
    lastSamples =
        meters.gauge(
            "prometheus_rule_group_last_evaluation_samples",
            "Samples that a group gave when it was last evaluated.",
            GROUP);
    intervalSeconds =
        meters.gauge(
            "prometheus_rule_group_interval_seconds",
            "Time between evaluations of a group.",
            GROUP);
    rules = meters.gauge("prometheus_rule_group_rules", "Rules of a group.", GROUP);
    lastRestoreSeconds =
        meters.gauge(
            "prometheus_rule_group_last_restore_duration_seconds",
            "How long it took to find what alerts were pending before the start.",
            GROUP);
  }

  /// A group was due and could not be evaluated so many times.
  public void missed(String group, long count) {
    missed.add((double) count, group);
    iterations.add((double) count, group);
  }
}
