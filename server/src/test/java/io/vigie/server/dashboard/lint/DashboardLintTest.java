package io.vigie.server.dashboard.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricType;
import io.vigie.rules.lint.Finding.Severity;
import io.vigie.server.dashboard.DashboardDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DashboardLintTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final DashboardLint lint = new DashboardLint(_ -> Optional.empty());

  /// A dashboard with one panel.
  private static ObjectNode dashboard(String type, String title, String unit, String expression) {
    ObjectNode dashboard = JSON.createObjectNode().put("title", "d");
    ObjectNode panel = dashboard.putArray("panels").addObject();
    panel.put("type", type).put("title", title);
    if (!unit.isEmpty()) {
      panel.putObject("fieldConfig").putObject("defaults").put("unit", unit);
    }
    panel.putArray("targets").addObject().put("expr", expression).put("refId", "A");
    return dashboard;
  }

  private List<DashboardFinding> look(String json) throws Exception {
    return lint.look("d.json", DashboardDocument.parse(json), json);
  }

  /// Each as `severity check: proposal`.
  private List<String> found(ObjectNode dashboard) throws Exception {
    return look(dashboard.toString()).stream()
        .map(DashboardFinding::finding)
        .map(finding ->
            (finding.severity() == Severity.WARNING ? "warning " : "note ")
                + finding.check()
                + ": "
                + finding.proposal())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "graph | Errors | | rate(x_total{code=\"500\"}[5m]) / rate(x_total[5m]) * 100 | warning"
            + " self-division: sum by (job) (rate(x_total{code=\"500\"}[5m])) / sum by (job)"
            + " (rate(x_total[5m])) * 100",
        "graph | Latency | s | histogram_quantile(0.95, wait_seconds) | warning"
            + " quantile-of-bare-name: histogram_quantile(0.95, sum by (le, job)"
            + " (rate(wait_seconds_bucket[$__rate_interval])))",
        "stat | Active Events | | events_created_total{job=\"$job\"} | warning counter-as-current: a"
            + " gauge of what is there now, or what began less what ended; what came in the last hour"
            + " is increase(events_created_total{job=\"$job\"}[1h])",
        "stat | Commandes actuelles | | orders_total | warning counter-as-current: a gauge of what"
            + " is there now, or what began less what ended; what came in the last hour is"
            + " increase(orders_total[1h])",
        "timeseries | Orders | | sum by ($by) (orders_total) | note raw-counter: sum by ($by)"
            + " (rate(orders_total[$__rate_interval]))",
        "timeseries | Waits | | histogram_quantile(0.$q, wait_seconds) > bool $limit / ${n} | warning"
            + " quantile-of-bare-name: histogram_quantile(0.$q, sum by (le, job)"
            + " (rate(wait_seconds_bucket[$__rate_interval]))) > bool $limit / ${n}",
        "timeseries | Busy | | orders_total > 100 | warning raw-counter: sum by (job)"
            + " (rate(orders_total[$__rate_interval])) > 100",
        "gauge | Errors | percent | sum(rate(e_total[5m])) / sum(rate(r_total[5m])) | warning"
            + " ratio-as-percent: unit: percentunit",
        "gauge | Hits | percent | cache_hit_ratio | warning ratio-as-percent: unit: percentunit",
        "gauge | CPU | percentunit | cpu_usage_percent | warning unit-mismatch: unit: percent",
        "timeseries | Wait | ms | avg_over_time(wait_seconds[$__interval]) | warning unit-mismatch:"
            + " unit: s",
        "timeseries | Memory | bits | sum(heap_bytes) | warning unit-mismatch: unit: bytes",
        "timeseries | Left | | limit_seconds - wait_milliseconds | warning unit-mismatch:"
            + " limit_seconds - (wait_milliseconds / 1000)",
      })
  void findsWhatAPanelDoesNotShowAsItSays(
      String type, String title, String unit, String expression, String finding) throws Exception {
    assertThat(found(dashboard(type, title, unit == null ? "" : unit, expression)))
        .containsExactly(finding);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "stat | Orders ever | | orders_total",
        "stat | Active since the start | | orders_total",
        "stat | Active users | | active_users_total",
        "timeseries | Total orders | | orders_total",
        "timeseries | Active orders | | sum(rate(orders_total[5m]))",
        "gauge | Errors | percent | 100 * sum(rate(e_total[5m])) / sum(rate(r_total[5m]))",
        "gauge | Errors | percent | (1 - sum(a) / sum(b)) * 100",
        "gauge | Errors | percentunit | sum(rate(e_total[5m])) / sum(rate(r_total[5m]))",
        "gauge | Used | percent | used_bytes / $limit",
        "timeseries | Wait | ms | 1000 * wait_seconds",
        "timeseries | Rate | Bps | rate(sent_bytes_total[5m])",
        "timeseries | Memory | decbytes | heap_bytes",
        "table | Wait | ms | wait_seconds",
        "timeseries | Seen | | rate(x_total[5m]) > 0",
        "timeseries | Seen | | x_total > 0 and on() vector(1)",
      })
  void hasNothingToSayOfWhatIsRight(String type, String title, String unit, String expression)
      throws Exception {
    assertThat(found(dashboard(type, title, unit == null ? "" : unit, expression))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "sum(rate(x_total{job=~\"$job\", a=\"[[a]]\"}[$__rate_interval]))",
        "sum by (${by:csv}) (rate(x_total{a=~\"${a:regex}\"}[${minutes}m])) / $divisor",
        "topk($n, ${metric}_seconds{job=~'$job'})",
        "quantile(0.$q, x) > bool $limit",
        "max_over_time(x[$__range:$__interval] offset $ago)",
        "label_replace(x, \"a\", \"$1\", \"b\", \"(.*)$\")",
        "clamp_max(x, $limit)",
        "$metric{a=\"b\"}",
        "increase(x_total[[[range]]])",
      })
  void variablesStandForWhateverMakesSense(String expression) throws Exception {
    assertThat(QueryVariables.parse(expression)).isNotNull();
    assertThat(found(dashboard("stat", "t", "", expression))).isEmpty();
  }

  @Test
  void aQueryThatIsNoneIsFoundUnlessAVariableMayMendIt() throws Exception {
    assertThat(found(dashboard("stat", "t", "", "rate(x[5m]")))
        .containsExactly("warning syntax: an expression of PromQL");
    assertThat(found(dashboard("stat", "t", "", "rate(x[5m] $rest"))).isEmpty();
  }

  @Test
  void panelsOfRowsAreLookedAtAndThoseOfOtherSourcesAreNot() throws Exception {
    String text =
        """
        {"rows": [{"panels": [{"type": "graph", "title": "In a row", "yaxes": [{"format": "s"}],
          "targets": [{"expr": "wait_milliseconds", "refId": "B"}]}]}],
         "panels": [{"type": "row", "panels": [
          {"type": "graph", "title": "Axes", "yaxes": [{"format": "s"}, {"format": "ms"}],
           "seriesOverrides": [{"alias": "a", "yaxis": 2}],
           "targets": [{"expr": "wait_milliseconds"}]},
          {"type": "timeseries", "title": "Logs", "datasource": {"type": "loki"},
           "targets": [{"expr": "{job=\\"a\\"} |= \\"b\\""}]}]},
          {"type": "timeseries", "title": "Odd", "targets": 5, "transformations": [{"id": "merge"}]},
          "text", null]}
        """;
    assertThat(look(text))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.panel()).isEqualTo("In a row");
          assertThat(finding.query()).isEqualTo("B");
          assertThat(finding.toString())
              .startsWith(
                  "d.json:2: warning [unit-mismatch] panel \"In a row\", query B: what is asked for"
                      + " is in milliseconds, and the panel shows it in seconds")
              .endsWith("    instead: unit: ms\n    query: wait_milliseconds");
        });
  }

  @Test
  void whatTargetsSayOfTheirMetricsCounts() throws Exception {
    DashboardLint knowing =
        new DashboardLint(metric ->
            metric.equals("queue")
                ? Optional.of(new MetricMetadata(MetricType.GAUGE, "", ""))
                : Optional.empty());
    DashboardDocument dashboard =
        DashboardDocument.of(dashboard("stat", "t", "", "rate(queue[5m])"));
    assertThat(knowing.look("d", dashboard, ""))
        .singleElement()
        .satisfies(each -> assertThat(each.finding().check()).isEqualTo("rate-of-gauge"));
  }

  /// The dashboards of real platforms, from the folder `-Drequirements.dir`.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "event-planner-core | Response Time quantile-per-series; Response Time quantile-per-series;"
            + " Error Rate self-division; Active Events counter-as-current",
        "veza | Response Time quantile-of-bare-name"
      })
  void thePlatformsDashboardsGetTheVerdictsThatTheyDeserve(String platform, String expected)
      throws Exception {
    Path file =
        Path.of(System.getProperty("requirements.dir", "../../shared/requirements"))
            .resolve("files/" + platform + "/dashboard.json");
    assumeTrue(Files.exists(file), () -> "there is no " + file.toAbsolutePath().normalize());
    assertThat(look(Files.readString(file)))
        .extracting(each -> each.panel() + " " + each.finding().check())
        .containsExactly(expected.split("; "));
  }
}
