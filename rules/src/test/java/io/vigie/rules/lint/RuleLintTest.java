package io.vigie.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.promql.parse.ParserOptions;
import io.vigie.promql.parse.PromqlParser;
import io.vigie.rules.ConformanceKit;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileOptions;
import io.vigie.rules.file.RuleFileReader;
import io.vigie.rules.lint.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleLintTest {
  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final RuleFileReader READER = new RuleFileReader(RuleFileOptions.DEFAULT);

  private static List<Finding> lint(String rule) {
    String text = "groups:\n- name: g\n  rules:\n" + rule.indent(2);
    return RuleLint.check(READER.parse("rules.yml", text), INTERVAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "rate(x{code=~\"5..\"}[5m]) / rate(x[5m]) > 0.05 | self-division | sum by (job)"
            + " (rate(x{code=~\"5..\"}[5m])) / sum by (job) (rate(x[5m])) > 0.05",
        "histogram_quantile(0.9, x) > 1 | quantile-of-bare-name | histogram_quantile(0.9, sum by"
            + " (le, job) (rate(x_bucket[5m]))) > 1",
        "histogram_quantile(0.9, x{a=\"b\"}) > 1 | quantile-of-bare-name | histogram_quantile(0.9,"
            + " sum by (le, job) (rate(x_bucket{a=\"b\"}[5m]))) > 1",
        "histogram_quantile(0.9, rate(x_bucket[5m])) > 1 | quantile-per-series |"
            + " histogram_quantile(0.9, sum by (le, job) (rate(x_bucket[5m]))) > 1",
        "requests_total > 0.05 | raw-counter | sum by (job) (rate(requests_total[5m])) > 0.05",
        "orders_total == 0 | zero-counter | sum(increase(orders_total[1h])) == 0",
        "active_users_total == 0 | zero-counter | max_over_time(active_users_total[1h]) == 0",
        "mem_bytes / 1024 / 1024 / 1024 > 0.8 | unit-mismatch | mem_bytes / mem_bytes_limit > 0.8",
        "sum by (job) (requests_total) > 5 | raw-counter | sum by (job)"
            + " (rate(requests_total[5m])) > 5",
        "errors_total / requests_total > 0.05 | raw-counter | rate(errors_total[5m]) /"
            + " rate(requests_total[5m]) > 0.05",
        "wait_milliseconds > limit_seconds | unit-mismatch | (wait_milliseconds / 1000) >"
            + " limit_seconds",
        "node_load5 > 2 | load-per-core | node_load5 / on (instance, job) count by (instance, job)"
            + " (node_cpu_seconds_total{mode=\"idle\"}) > 2",
        "cpu_usage_percent > 0.8 | unit-mismatch | cpu_usage_percent > 80",
        "hit_ratio > 80 | unit-mismatch | hit_ratio > 0.8",
        "increase(x_total[1h]) == 0 | zero-of-absent | (sum(increase(x_total[1h])) or vector(0)) =="
            + " 0",
        "up{job=\"a\"} == 0 | vanished-target | up{job=\"a\"} == 0 or absent(up{job=\"a\"})",
        "rate(events_total[5m]) > 10 | unaggregated-rate | sum by (job) (rate(events_total[5m])) >"
            + " 10",
        "node_filesystem_free_bytes / node_filesystem_size_bytes < 0.1 | free-space |"
            + " node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.1",
      })
  void findsAMistakeAndSaysWhatToWriteInstead(String expression, String check, String proposal)
      throws Exception {
    List<Finding> findings = lint("- alert: A\n  expr: '" + expression + "'");
    assertThat(findings).extracting(Finding::check).containsExactly(check);
    assertThat(findings.getFirst().proposal()).isEqualTo(proposal);
    assertThat(findings.getFirst().line()).isEqualTo(5);
    new PromqlParser(ParserOptions.DEFAULT).parse(proposal);
    assertThat(lint("- alert: A\n  expr: '" + proposal + "'"))
        .as("the proposal is not found fault with")
        .noneMatch(finding -> finding.check().equals(check));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "sum by (job) (rate(x{code=~\"5..\"}[5m])) / sum by (job) (rate(x[5m])) > 0.05",
        "rate(errors_total[5m]) / rate(requests_total[5m]) > 0.05",
        "rate(x_total{code=\"500\"}[5m]) / ignoring (code) group_left sum without (code)"
            + " (rate(x_total[5m])) > 0.05",
        "x / x offset 1d > 2",
        "histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m]))) > 1",
        "histogram_quantile(0.9, rate(x[5m])) > 1",
        "histogram_quantile(0.9, job:x:rate5m) > 1",
        "increase(errors_total[5m]) > 0",
        "mem_bytes > 1e9",
        "cpu_usage_percent > 80",
        "absent(up{job=\"a\"}) or up{job=\"a\"} == 0",
        "100 - avg by (instance) (rate(node_cpu_seconds_total[5m])) * 100 > 80",
      })
  void hasNothingToSayOfWhatIsRight(String expression) {
    assertThat(lint("- alert: A\n  expr: '" + expression + "'")).isEmpty();
  }

  /// Each as `file:line check: proposal`.
  private static List<String> lintTogether(String... texts) {
    List<RuleFile> files = new ArrayList<>();
    for (String text : texts) {
      files.add(
          READER.parse(
              (char) ('a' + files.size()) + ".yml",
              "groups:\n- name: g\n  rules:\n" + text.indent(2)));
    }
    return RuleLint.check(files, Surroundings.textOnly(INTERVAL)).stream()
        .map(finding ->
            "%s:%d %s: %s"
                .formatted(finding.file(), finding.line(), finding.check(), finding.proposal()))
        .toList();
  }

  @Test
  void whatOneFileRecordsIsKnownInAllOthers() {
    assertThat(
            lintTogether(
                """
                - alert: Slow
                  expr: job:wait:p90 > limit_milliseconds
                - alert: Errors
                  expr: job:errors > 0.05
                  annotations: {text: 'errors: {{ $value }}%'}
                """,
                """
                - record: job:wait:p90
                  expr: histogram_quantile(0.9, sum by (le, job) (rate(wait_seconds_bucket[5m])))
                - record: job:errors
                  expr: sum by (job) (rate(errors_total[5m])) / sum by (job) (rate(all_total[5m]))
                """))
        .containsExactly(
            "a.yml:5 unit-mismatch: job:wait:p90 > (limit_milliseconds / 1000)",
            "a.yml:7 ratio-as-percent: {{ $value | humanizePercentage }}");
  }

  @Test
  void aMetricThatIsACounterHereAndAGaugeThereIsNoted() {
    assertThat(
            lintTogether(
                "- {alert: A, expr: 'jobs_done > 100'}",
                "- {record: 'job:done:rate', expr: 'sum(rate(jobs_done[5m]))'}"))
        .containsExactly("a.yml:4 counter-or-gauge: rate(jobs_done[5m]) > 100");
    assertThat(lintTogether("- {alert: A, expr: 'jobs > 100 and rate(jobs[5m]) > 1 * 1'}"))
        .noneMatch(finding -> finding.contains("counter-or-gauge"));
  }

  @Test
  void aLabelThatOtherRulesCallOtherwiseIsNoted() {
    assertThat(
            lintTogether(
                "- {record: 'a:b', expr: 'sum(rate(calls_total{status=\"500\"}[5m]))'}",
                "- {record: 'c:d', expr: 'sum(rate(calls_total{code=\"500\"}[5m]))'}"))
        .containsExactly(
            "a.yml:4 label-by-two-names: sum(rate(calls_total{code=\"500\"}[5m]))",
            "b.yml:4 label-by-two-names: sum(rate(calls_total{status=\"500\"}[5m]))");
  }

  @Test
  void whatIsRecordedOfPersonsOrNeverFallsIsFound() {
    assertThat(
            lintTogether(
                """
                - record: job:active_events
                  expr: sum(events_created_total)
                - record: job:attempts:rate5m
                  expr: sum by (job, ip) (rate(attempts_total[5m]))
                - record: job:connections_active
                  expr: sum(connections_active_total)
                """))
        .containsExactly(
            "a.yml:5 counter-as-current: a gauge of what is there now, or what began less what"
                + " ended; what came in the last hour is sum(increase(events_created_total[1h]))",
            "a.yml:7 unbounded-label: sum by (job) (rate(attempts_total[5m]))");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{{ $value }} | true",
        "about {{ printf \"%.1f\" $value }} | true",
        "^{{ $value | humanize }}^ | true",
        "{{ .Value }} | true",
        "{{ if gt $value 90.0 }}critical{{ else }}warning{{ end }} | false",
        "{{ $labels.job }} | false"
      })
  void aLabelWithTheValueInItIsFound(String label, boolean found) {
    assertThat(lint("- alert: A\n  expr: a > 1\n  labels: {text: '%s'}".formatted(label)))
        .extracting(Finding::check)
        .isEqualTo(found ? List.of("changing-label") : List.of());
  }

  /// The page *Rules* says all of it in French, too.
  @Test
  void everySentenceHasACodeThatTheUiKnows() throws IOException {
    Path folder = Path.of("src/main/java/io/vigie/rules/lint");
    String known = Files.readString(Path.of("../ui/src/i18n/ruleLintReasons.ts"));
    Pattern code = Pattern.compile("Wording\\.of\\(\\s*\"([a-z.-]+)\"");
    Set<String> missing = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Matcher found = code.matcher(Files.readString(file));
        while (found.find()) {
          if (!known.contains("'" + found.group(1) + "':")) {
            missing.add(found.group(1));
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a / b > 0.05, true",
    "1 - (a / b) > 0.05, true",
    "a / b * 100 > 5, false",
    "100 * a / b > 5, false",
    "a > 5, false",
    "sum(a) / count(a) > 80, false",
    "sum(up) / count(up) < 0.9, true",
    "rate(a_sum[5m]) / rate(a_count[5m]) > 80, false"
  })
  void aRatioWithAPercentSignIsFound(String expression, boolean found) {
    String rule = "- alert: A\n  expr: %s\n  annotations: {text: 'is {{ $value }}%%'}";
    assertThat(lint(rule.formatted(expression)).stream().map(Finding::check))
        .isEqualTo(found ? List.of("ratio-as-percent") : List.of());
    String right =
        "- alert: A\n  expr: %s\n  annotations: {text: '{{ $value | humanizePercentage }}'}";
    assertThat(lint(right.formatted(expression))).isEmpty();
  }

  @Test
  void aForThatIsOverBeforeTheNextEvaluationIsFound() {
    assertThat(lint("- alert: A\n  expr: a > 1\n  for: 10s"))
        .extracting(Finding::check)
        .containsExactly("short-for");
    assertThat(lint("- alert: A\n  expr: a > 1\n  for: 15s")).isEmpty();
  }

  /// The verdicts of the platforms whose rules are to be run, by platform and alert.
  private static final Map<String, Map<String, Set<String>>> PLATFORMS =
      Map.of(
          "event-planner-core",
          Map.of(
              "HighErrorRate", Set.of("self-division"),
              "HighResponseTime", Set.of("quantile-per-series"),
              "NoEventsCreated", Set.of("zero-of-absent"),
              "HighSecurityEvents", Set.of("unaggregated-rate"),
              "BruteForceAttack", Set.of("unaggregated-rate"),
              "HighMemoryUsage", Set.of("unit-mismatch"),
              "ServiceDown", Set.of("vanished-target")),
          "veza",
          Map.of(
              "ServiceDown", Set.of("vanished-target"),
              "HighResponseTime", Set.of("quantile-of-bare-name"),
              "DiskSpaceFilling", Set.of("free-space"),
              "NoActiveUsers", Set.of("zero-counter"),
              "HighErrorRate", Set.of("self-division")),
          "metrics-service",
          Map.of("CustomHighLatency", Set.of("quantile-per-series")),
          "digitallz",
          Map.of(
              "SiteDown", Set.of("vanished-target"),
              "APIDown", Set.of("vanished-target"),
              "HighResponseTime", Set.of("quantile-per-series"),
              "HighErrorRate", Set.of("self-division", "ratio-as-percent")));

  @ParameterizedTest
  @CsvSource({"event-planner-core", "veza", "digitallz", "metrics-service"})
  void thePlatformsRulesGetTheVerdictsThatTheyDeserve(String platform) throws IOException {
    Path root = Path.of(System.getProperty("conformance.dir", "../shared/conformance"));
    Path folder = root.resolveSibling("requirements/files/" + platform);
    Path named = folder.resolve("alert_rules.yml");
    Path file = Files.exists(named) ? named : folder.resolve("custom-rules.yml");
    assumeTrue(Files.exists(file), () -> "there is no " + file);
    Map<String, Set<String>> found = new TreeMap<>();
    for (Finding finding : RuleLint.check(READER.read(file), INTERVAL)) {
      found.computeIfAbsent(finding.rule(), _ -> new TreeSet<>()).add(finding.check());
    }
    assertThat(found).isEqualTo(PLATFORMS.get(platform));
  }

  /// Warnings about rules that thousands of people use, each looked at and found to be deserved.
  private static final Set<String> REVIEWED =
      Set.of(
          "node-exporter.yml HostEdacUncorrectableErrorsDetected raw-counter",
          "postgresql.yml PostgresqlReplicationLag short-for");

  @Test
  void noFalseAlarmAboutRulesInUse() throws IOException {
    Set<String> warnings = new TreeSet<>();
    for (var entry : ConformanceKit.cases("corpus/index.json").toList()) {
      String name = entry.get("file").asString();
      RuleFile file = READER.read(ConformanceKit.file("corpus/" + name));
      RuleLint.check(file, Duration.ofMinutes(1)).stream()
          .filter(finding -> finding.severity() == Severity.WARNING)
          .forEach(f -> warnings.add(name + " " + f.rule() + " " + f.check()));
    }
    assertThat(warnings).isEqualTo(REVIEWED);
  }
}
