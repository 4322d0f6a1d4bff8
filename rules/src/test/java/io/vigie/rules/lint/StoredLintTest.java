package io.vigie.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricType;
import io.vigie.model.time.Ticker;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.parse.ParserOptions;
import io.vigie.promql.parse.PromqlParser;
import io.vigie.rules.evaluation.TestRules;
import io.vigie.rules.file.RuleFile;
import io.vigie.testkit.InMemoryMetricStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the linter finds when it knows the samples and what targets say of them.
class StoredLintTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final PromqlParser PARSER = new PromqlParser(ParserOptions.DEFAULT);
  private static final int DAY = 24 * 60;

  private final InMemoryMetricStore store = new InMemoryMetricStore();
  private final Map<String, MetricMetadata> metadata = new HashMap<>();

  @BeforeEach
  void fill() throws Exception {
    grow("up{job=\"api\",instance=\"a\"}", 1, 0, DAY, 0);
    grow("up{job=\"site\",instance=\"www\"}", 0, 0, DAY, 0);
    grow("requests_total{job=\"api\",status_code=\"200\"}", 0, 60, 120, 0);
    grow("ended_total{job=\"api\"}", 0, 60, 60, 300);
    grow("cpu_usage_percent{job=\"api\"}", 1000, 30, 120, 0);
    grow("load_percent{job=\"api\"}", 40, 0, 120, 0);
    for (String le : List.of("0.1", "1", "10", "+Inf")) {
      grow("latency_seconds_bucket{job=\"api\",le=\"%s\"}".formatted(le), 0, 60, 120, 0);
      double slow = le.equals("+Inf") ? 60 : 0;
      grow("slow_seconds_bucket{job=\"api\",le=\"%s\"}".formatted(le), 0, slow, 120, 0);
    }
    grow("queue{job=\"api\"}", 5, 0, 120, 0);
    grow("done{job=\"api\"}", 5, 1, 120, 0);
    grow("users_total{job=\"api\"}", 5, 0, 120, 0);
    grow("timeout{job=\"api\"}", 5, 0, 120, 0);
    grow("native{job=\"api\"}", 5, 0, 120, 0);
    say("queue", MetricType.GAUGE, "");
    say("users_total", MetricType.GAUGE, "");
    say("done", MetricType.COUNTER, "");
    say("timeout", MetricType.GAUGE, "milliseconds");
    say("cover", MetricType.GAUGE, "ratio");
  }

  /// A sample a minute.
  private void grow(String series, double from, double by, int minutes, int endedMinutesAgo)
      throws Exception {
    try (Appender appender = store.appender()) {
      long reference = appender.reference(PARSER.parseSeries(series).labels());
      for (int i = 0; i <= minutes; i++) {
        Instant at = NOW.minus(STEP.multipliedBy(minutes - i + (long) endedMinutesAgo));
        appender.append(reference, at.toEpochMilli(), from + by * i);
      }
      appender.commit();
    }
  }

  private void say(String metric, MetricType type, String unit) {
    metadata.put(metric, new MetricMetadata(type, "", unit));
  }

  private List<Finding> lint(String rules) {
    RuleFile file = TestRules.file("groups:\n- name: g\n  rules:\n" + rules.indent(2));
    PromqlEngine engine = new PromqlEngine(store, EngineOptions.defaults(), Ticker.system());
    StoredMetrics metrics =
        new StoredMetrics(
            store,
            engine,
            metric -> Optional.ofNullable(metadata.get(metric)),
            NOW.toEpochMilli(),
            Ticker.system());
    return RuleLint.check(
        List.of(file), Surroundings.textOnly(Duration.ofSeconds(15)).withMetrics(metrics));
  }

  private List<Finding> lintExpression(String expression) {
    return lint("- alert: A\n  expr: '" + expression + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "rate(reqests_total[5m]) > 0.5 | no-series | rate(requests_total[5m]) > 0.5",
        "sum(rate(requests_total{status=\"200\"}[5m])) > 9 | no-series |"
            + " sum(rate(requests_total{status_code=\"200\"}[5m])) > 9",
        "sum(rate(requests_total{http_status=\"200\"}[5m])) > 9 | no-series |"
            + " sum(rate(requests_total{status_code=\"200\"}[5m])) > 9",
        "queue{job=\"apii\"} > 9 | no-series | queue{job=\"api\"} > 9",
        "sum(rate(ended_total[5m])) > 9 | no-series | sum(rate(ended_total[5m])) > 9 or"
            + " absent(ended_total)",
        "histogram_quantile(0.9, sum by (le) (rate(latency_seconds_bucket[5m]))) > 20 |"
            + " quantile-out-of-buckets | histogram_quantile(0.9, sum by (le)"
            + " (rate(latency_seconds_bucket[5m]))) >= 10",
        "histogram_quantile(0.9, sum by (le) (rate(latency_seconds_bucket[5m]))) > 0.05 |"
            + " quantile-out-of-buckets | histogram_quantile(0.9, sum by (le)"
            + " (rate(latency_seconds_bucket[5m]))) > 0.1",
        "histogram_quantile(0.9, native) > 20 | quantile-of-bare-name | histogram_quantile(0.9, sum"
            + " by (job) (rate(native[5m]))) > 20",
        "sum(rate(done[1m])) > 9 | short-range | sum(rate(done[4m])) > 9",
        "sum(increase(done[50s] offset 1h)) > 9 | short-range | sum(increase(done[4m] offset 1h)) >"
            + " 9",
        "done > 100 | raw-counter | sum by (job) (rate(done[5m])) > 100",
        "sum by (job) (done) > 100 | raw-counter | sum by (job) (rate(done[5m])) > 100",
        "done / requests_total > 0.05 | raw-counter | rate(done[5m]) / rate(requests_total[5m]) >"
            + " 0.05",
        "rate(queue[5m]) > 0.5 | rate-of-gauge | deriv(queue[5m]) > 0.5",
        "increase(users_total[5m]) > 0.5 | rate-of-gauge | delta(users_total[5m]) > 0.5",
        "delta(done[5m]) > 5 | difference-of-counter | increase(done[5m]) > 5",
        "timeout > queue_wait_seconds or timeout > 9 | unit-mismatch | (timeout / 1000) >"
            + " queue_wait_seconds or timeout > 9",
        "cpu_usage_percent > 80 | unit-mismatch | 100 * rate(cpu_usage_percent[5m]) > 80",
        "up{job=\"site\"} == 0 or absent(up{job=\"site\"}) | never-up | probe_success == 0",
      })
  void findsWhatTheTextAloneDoesNotTell(String expression, String check, String proposal)
      throws Exception {
    List<Finding> findings = lintExpression(expression);
    assertThat(findings).extracting(Finding::check).containsExactly(check);
    assertThat(findings.getFirst().proposal()).isEqualTo(proposal);
    PARSER.parse(proposal);
    assertThat(lintExpression(proposal))
        .as("the proposal is not found fault with")
        .noneMatch(finding -> finding.check().equals(check));
  }

  /// One row for each mistake that rules of real platforms had. A ratio shown as a percentage is in
  /// `RuleLintTest`, alerts that lead to nobody and severities of another scale are in
  /// `DestinationLintTest`.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "self-division | rate(requests_total{status_code=~\"5..\"}[5m]) / rate(requests_total[5m]) >"
            + " 0.05",
        "quantile-of-bare-name | histogram_quantile(0.95, latency_seconds) > 1",
        "quantile-per-series | histogram_quantile(0.95, rate(latency_seconds_bucket[5m])) > 2",
        "unit-mismatch | cpu_usage_percent > 0.8",
        "unit-mismatch | memory_usage_bytes{type=\"heap\"} / 1024 / 1024 / 1024 > 0.8",
        "raw-counter | http_requests_total > 0.05",
        "zero-of-absent | increase(events_created_total[1h]) == 0",
        "rate-of-gauge | rate(users_total[5m]) > 1",
        "quantile-out-of-buckets | histogram_quantile(0.95, sum by (le)"
            + " (rate(latency_seconds_bucket[5m]))) > 60",
        "unaggregated-rate | rate(security_events_total[5m]) > 10",
        "free-space | node_filesystem_free_bytes / node_filesystem_size_bytes < 0.15",
        "zero-counter | active_users_total == 0",
        "vanished-target | up == 0",
        "load-per-core | node_load1 > 2",
        "never-up | up{job=\"site\"} == 0",
        "no-series | sum(rate(requests_total{status=~\"5..\"}[5m])) > 5",
        "no-series | backup_failed == 1",
      })
  void everyMistakeOfThePlatformsIsFound(String check, String expression) {
    assertThat(lintExpression(expression)).extracting(Finding::check).contains(check);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "up{job=\"api\"} == 0 or absent(up{job=\"api\"})",
        "absent(nothing)",
        "queue > 5 or nothing > 5",
        "queue > 5 unless on () nothing",
        "sum(rate(nothing_total[5m])) or vector(0)",
        "queue offset 1w > 9",
        "users_total > 100",
        "load_percent > 80",
        "delta(queue[5m]) > 5",
        "histogram_quantile(0.9, sum by (le) (rate(latency_seconds_bucket[5m]))) > 1",
        "present_over_time(ended_total[6h])",
      })
  void hasNothingToSayOfWhatIsRight(String expression) {
    assertThat(lintExpression(expression)).isEmpty();
  }

  @Test
  void sinceWhenASelectorMatchesNothingIsSaid() {
    assertThat(lintExpression("ended_total{job=\"api\"} unless queue > 1"))
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.reason())
                .startsWith(
                    "ended_total{job=\"api\"} matches nothing now, and has not since"
                        + " 2026-03-01T07:00:00Z"));
    assertThat(lintExpression("reqests_total > 1e9"))
        .anySatisfy(finding ->
            assertThat(finding.reason())
                .contains("nor anything stored of the last 15 days", "nearest: requests_total"));
  }

  @Test
  void whatHasNotHappenedSoFarIsNotedAndNoMistake() {
    assertThat(lintExpression("sum(rate(requests_total{status_code=~\"5..\"}[5m])) > 9"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.check()).isEqualTo("no-series");
          assertThat(finding.severity()).isEqualTo(Finding.Severity.NOTE);
        });
  }

  @Test
  void aLabelWithoutABoundIsNotedOnceItHasManyValues() throws Exception {
    for (int n = 0; n < 60; n++) {
      grow("attempts_total{job=\"api\",ip=\"10.0.0.%d\"}".formatted(n), 0, 60, 20, 0);
    }
    grow("attempts_failed_total{job=\"api\",ip=\"10.0.0.1\"}", 0, 60, 20, 0);
    assertThat(lintExpression("sum(rate(attempts_total[5m])) > 9"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.reason())
              .startsWith("attempts_total has a series for each ip, 60 of them now");
          assertThat(finding.proposal())
              .isEqualTo("metric_relabel_configs: [{action: labeldrop, regex: ip}]");
        });
    assertThat(lintExpression("sum(rate(attempts_failed_total[5m])) > 9")).isEmpty();
  }

  @Test
  void soIsOneWhoseValuesLookLikeIt() throws Exception {
    for (int n = 0; n < 20; n++) {
      grow("asked_total{job=\"api\",path=\"/users/%d\"}".formatted(n), 0, 60, 20, 0);
    }
    assertThat(lintExpression("sum(rate(asked_total[5m])) > 9"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.check()).isEqualTo("unbounded-label");
          assertThat(finding.reason()).contains("paths with identifiers", "such as /users/{id}");
          assertThat(finding.proposal()).contains("labeldrop, regex: path");
        });
  }

  @Test
  void whatAnotherRuleRecordsIsNotMissing() {
    assertThat(
            lint(
                """
                - {record: 'job:queue:max', expr: max by (job) (queue)}
                - {alert: A, expr: 'job:queue:max > 9'}
                """))
        .isEmpty();
  }

  @Test
  void aQuantileAtTheEndOfTheHighestBucketIsNoted() {
    assertThat(
            lint(
                """
                - record: p90
                  expr: histogram_quantile(0.9, sum by (le) (rate(slow_seconds_bucket[5m])))
                """))
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.reason()).contains("at the end of the highest bucket now, 10"));
  }
}
