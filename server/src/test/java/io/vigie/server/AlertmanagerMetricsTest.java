package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What dashboards, rules and tools made for Alertmanager find in a server with a routing.
class AlertmanagerMetricsTest {
  @TempDir static Path folder;
  private static StartedVigie server;

  @BeforeAll
  static void start() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            vigie:
              alertmanager:
                route:
                  receiver: ops
                  group_by: [alertname]
                  labels: {team: '{{ .GroupLabels.alertname | toLower }}', plain: x, broken: '{{ .Nope.X }}'}
                inhibit_rules: [{source_matchers: [a="b"], target_matchers: [c="d"]}]
                receivers:
                - name: ops
                  webhook_configs: [{url: 'http://127.0.0.1:1/never'}]
                - name: other
            """);
    server = StartedVigie.withFile(folder, file);
    String alerts =
        "[{\"labels\":{\"alertname\":\"Down\"}},{\"labels\":{}},"
            + "{\"labels\":{\"alertname\":\"Over\"},\"startsAt\":\"2020-01-01T00:00:00Z\","
            + "\"endsAt\":\"2020-01-02T00:00:00Z\"}]";
    assertThat(server.send("POST", "/api/v2/alerts", "application/json", alerts).statusCode())
        .isEqualTo(400);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void metricsHaveAlertmanagersNames() throws Exception {
    List<String> lines = server.get("/metrics").body().lines().toList();
    assertThat(lines)
        .contains(
            "alertmanager_alerts{state=\"active\"} 1.0",
            "alertmanager_alerts{state=\"suppressed\"} 0.0",
            "alertmanager_alerts{state=\"unprocessed\"} 0.0",
            "alertmanager_alerts_received_total{status=\"firing\",version=\"v2\"} 1.0",
            "alertmanager_alerts_received_total{status=\"resolved\",version=\"v2\"} 1.0",
            "alertmanager_alerts_invalid_total{version=\"v2\"} 1.0",
            "alertmanager_alerts_limited_total 0.0",
            "alertmanager_alerts_per_alert_limit 0.0",
            "alertmanager_cluster_enabled 0.0",
            "alertmanager_cluster_failed_peers 0.0",
            "alertmanager_cluster_health_score 0.0",
            "alertmanager_cluster_members 1.0",
            "alertmanager_cluster_peers_joined_total 1.0",
            "alertmanager_cluster_reconnections_failed_total 0.0",
            "alertmanager_peer_position 0.0",
            "alertmanager_config_last_reload_successful 1.0",
            "alertmanager_dispatcher_aggregation_group_limit_reached_total 0.0",
            "alertmanager_inhibition_rules 1.0",
            "alertmanager_integrations 1.0",
            "alertmanager_nflog_query_errors_total 0.0",
            "alertmanager_notifications_failed_total{integration=\"slack\",reason=\"rateLimited\"}"
                + " 0.0",
            "alertmanager_notifications_total{integration=\"webhook\"} 0.0",
            "alertmanager_notification_requests_failed_total{integration=\"email\"} 0.0",
            "alertmanager_notification_requests_total{integration=\"email\"} 0.0",
            "alertmanager_receivers 2.0",
            "alertmanager_silences{state=\"active\"} 0.0",
            "alertmanager_silences{state=\"expired\"} 0.0",
            "alertmanager_silences{state=\"pending\"} 0.0",
            "prometheus_notifications_alertmanagers_discovered 1.0");
    for (String name :
        List.of(
            "alertmanager_build_info{",
            "process_start_time_seconds ",
            "alertmanager_config_hash ",
            "alertmanager_config_last_reload_success_timestamp_seconds ",
            "alertmanager_dispatcher_aggregation_groups ",
            "alertmanager_dispatcher_alert_processing_duration_seconds_count ",
            "alertmanager_http_request_duration_seconds_count{",
            "alertmanager_nflog_queries_total ",
            "alertmanager_nflog_query_duration_seconds_count ",
            "alertmanager_http_response_size_bytes_count{")) {
      assertThat(lines).as(name).anyMatch(line -> line.startsWith(name));
    }
  }

  @Test
  void groupsShowTheLabelsOfTheirRouteFilledIn() throws Exception {
    JsonNode groups =
        JsonMapper.shared()
            .readTree(server.get("/api/v2/alerts/groups?filter=alertname%3DDown").body());
    assertThat(groups.get(0).get("routeLabels").toString())
        .isEqualTo("{\"plain\":\"x\",\"team\":\"down\"}");
  }

  @Test
  void linksOfRulesOpenThePageOfQueries() throws Exception {
    var answer = server.get("/graph?g0.expr=up+%3D%3D+0&g0.tab=1");
    assertThat(answer.statusCode()).isIn(301, 302);
    assertThat(answer.headers().firstValue("Location").orElse(""))
        .endsWith("/query?g0.expr=up+%3D%3D+0&g0.tab=1");
  }
}
