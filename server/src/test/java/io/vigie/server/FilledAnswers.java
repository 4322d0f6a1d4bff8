package io.vigie.server;

import io.vigie.testkit.Eventually;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Answers with something in them: an empty list is as described whatever is described.
///
/// @param open a server that was started with [#CONFIGURATION] in a folder that was [#fill]ed
record FilledAnswers(ApiContract contract, StartedVigie open) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String API = "/api/v1/";

  /// Every kind of node.
  private static final String TREE =
      """
      sum without (a) (rate(requests_total{job=~"a.*", x!="y"}[5m] offset 1m))
        + on (job) group_left (b) (-quantile by (job) (0.9, requests_total @ end()))
        > bool 1 or label_replace(max_over_time(up[10m:1m]), "a", "$1", "b", "(.*)")
      """;

  private static final String RULES =
      """
      groups:
        - name: g
          interval: 1s
          labels: {source: rule}
          rules:
            - record: job:requests:sum
              expr: sum by (job) (requests_total)
              labels: {a: b}
            - alert: Always
              expr: vector(1)
              annotations: {summary: it is so}
            - alert: Never
              expr: sum(up) > vector(1) + on (a) group_left vector(2)
      """;

  /// To be completed with the port of whoever refuses messages.
  static final String CONFIGURATION =
      """
      global: {evaluation_interval: 1s}
      rule_files: [rules.yml]
      scrape_configs:
        - {job_name: nobody, scrape_interval: 1s, static_configs: [{targets: ['127.0.0.1:1']}]}
        - job_name: dropped
          static_configs: [{targets: ['127.0.0.1:1']}]
          relabel_configs: [{action: drop, source_labels: [__address__], regex: '.*'}]
      vigie:
        alertmanager:
          route:
            receiver: hook
            group_wait: 0s
            group_interval: 1s
            group_by: [alertname]
            routes:
              - {receiver: silent, matchers: [source="rule"], mute_time_intervals: [nights]}
          receivers:
            - name: hook
              webhook_configs: [{url: "http://127.0.0.1:%d/", max_alerts: 1}]
            - name: silent
          time_intervals:
            - name: nights
              time_intervals: [{times: [{start_time: '00:00', end_time: '06:00'}]}]
        users:
          ann: {contacts: [{receiver: hook, address: a}]}
        schedules:
          primary: {rotations: [{users: [ann], start: 2026-01-05T09:00, every: daily}]}
      """;

  static void fill(Path folder) throws Exception {
    Files.createDirectories(folder);
    StartedVigie.fill(folder);
    Files.writeString(folder.resolve("rules.yml"), RULES);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private JsonNode get(String path) {
    return contract.call(open, 200, "GET", API + path, "");
  }

  private JsonNode post(String path, String body) {
    return contract.call(open, 200, "POST", API + path, body.replace('\'', '"'));
  }

  void all() throws Exception {
    values();
    trees();
    stored();
    alerts();
    findings();
  }

  private void values() {
    long now = System.currentTimeMillis() / 1000;
    String range = "&start=" + (now - 300) + "&end=" + now + "&step=15";
    for (String query : List.of("requests_total", "latency_seconds", "1", "requests_total[5m]")) {
      get("query?stats=all&query=" + encoded(query));
    }
    get("query?query=" + encoded("\"text\""));
    get("query?limit=1&query=requests_total");
    get("query_range?stats=all&query=latency_seconds" + range);
    get("query_range?columns=1&query=requests_total" + range);
    get(
        "query_range?columns=1&query="
            + encoded("requests_total / (requests_total > 5) * NaN")
            + range);
    get("query_exemplars?query=requests_total&start=" + (now - 600) + "&end=" + (now + 60));
    get("search/metric_names?include_score=1&include_metadata=1&include_series_count=1&limit=2");
    get("search/label_values?label=job&include_score=1&batch_size=1");
  }

  private void trees() {
    get("parse_query?query=" + encoded(TREE));
    get("parse_query?query=" + encoded("\"text\""));
    get("parse_query?query=" + encoded("requests_total[(5m + 1m) * 2]"));
    for (String query :
        List.of(
            TREE, "reqests_total", "requests_total == on (nothing) up", "requests_total > 1e9")) {
      get("explain?query=" + encoded(query));
    }
  }

  private void stored() {
    get("series?" + encoded("match[]") + "=requests_total");
    get("label/job/values");
    get("status/cardinality?metric=requests_total");
    get("status/cardinality?metric=requests_total&label=job");
    get("targets?state=dropped");
    get("status/slow_queries");
  }

  private void alerts() throws Exception {
    Eventually.holds(PATIENCE, "a rule fires", () -> fires("Always"));
    get("alerts");
    get("rules?type=alert");
    get("rules?type=record");
    get("rules?group_limit=1");
    get("why?alert=Always");
    get("why?alert=Never");
    get("alerts/history?limit=1");
    post("rules/replay?from=" + (System.currentTimeMillis() / 1000 - 60), "");
    String silence = "'matchers':['alertname=Always'],'for':'1h','comment':'c'";
    String daily = "'recurrence':{'rrule':'FREQ=DAILY','duration':'1h','timeZone':'Europe/Paris'}";
    post("silences/preview", "{" + silence + "}");
    post("silences", "{" + silence + "," + daily + ",'force':true}");
    get("silences");
    get("calendar");
  }

  private boolean fires(String alert) {
    try {
      return open.get(API + "alerts").body().contains("\"" + alert + "\"");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void findings() {
    String rules = "groups: [{name: g, rules: [{alert: A, expr: 'rate(reqests_total[5m]) > 1'}]}]";
    post("rules/lint", "rules=" + encoded(rules));
  }
}
