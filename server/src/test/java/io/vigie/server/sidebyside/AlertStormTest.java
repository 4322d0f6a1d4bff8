package io.vigie.server.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.sidebyside.WebhookSink.Message;
import io.vigie.testkit.Eventually;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// 10 000 alerts that begin at once, in 200 groups, and end at once: each is told of once, and once
/// that it is over. How long it takes is reported, not asserted.
@Tag("slow")
class AlertStormTest {
  private static final int ALERTS = 10_000;
  private static final int GROUPS = 200;
  private static final Duration GROUP_WAIT = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;

  @Test
  void everyAlertIsToldOnceAndEverythingIsForgottenAfterwards(TestReporter reporter)
      throws Exception {
    try (WebhookSink sink = new WebhookSink();
        RealPrograms programs = new RealPrograms(folder);
        HttpClient client = HttpClient.newHttpClient()) {
      PrometheusApi vigie = programs.vigie(flags(sink));
      long begun = System.currentTimeMillis();
      post(client, vigie, "");
      long posted = System.currentTimeMillis();
      Eventually.holds(PATIENCE, "all are told", () -> told(sink, "firing").size() == ALERTS);
      long last = sink.messages().stream().mapToLong(Message::atMillis).max().orElseThrow();
      reporter.publishEntry(
          "taken over in %d ms, the last of %d messages came %d ms after group_wait"
              .formatted(
                  posted - begun, sink.messages().size(), last - posted - GROUP_WAIT.toMillis()));
      assertThat(told(sink, "firing").values()).allMatch(times -> times == 1);

      post(client, vigie, ", \"endsAt\": \"2026-01-01T00:00:00Z\"");
      Eventually.holds(
          PATIENCE, "all ends are told", () -> told(sink, "resolved").size() == ALERTS);
      assertThat(told(sink, "resolved").values()).allMatch(times -> times == 1);
      assertThat(get(client, vigie, "/api/v2/alerts")).isEqualTo("[]");
      Eventually.holds(
          PATIENCE,
          "all groups are gone",
          () -> get(client, vigie, "/api/v2/alerts/groups").equals("[]"));
    }
  }

  private String[] flags(WebhookSink sink) throws Exception {
    Path prometheus = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
    Path alertmanager =
        Files.writeString(
            folder.resolve("alertmanager.yml"),
            """
            route: {receiver: ops, group_by: [group], group_wait: %ds, group_interval: 6s}
            receivers:
            - {name: ops, webhook_configs: [{url: "%s"}]}
            """
                .formatted(GROUP_WAIT.toSeconds(), sink.url("/")));
    return new String[] {
      "--config.file=" + prometheus, "--alertmanager.config.file=" + alertmanager
    };
  }

  private static void post(HttpClient client, PrometheusApi vigie, String more) throws Exception {
    String body =
        IntStream.range(0, ALERTS)
            .mapToObj(i -> alert(i, more))
            .collect(Collectors.joining(",", "[", "]"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(vigie.baseUrl() + "/api/v2/alerts"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  private static String alert(int i, String more) {
    return """
    {"labels": {"alertname": "Storm", "group": "g%d", "n": "%d", "instance": "host-%d:9100"},
     "annotations": {"summary": "disk of host-%d is nearly full"}%s}
    """
        .formatted(i % GROUPS, i, i, i, more);
  }

  private static String get(HttpClient client, PrometheusApi vigie, String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(vigie.baseUrl() + path)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body().strip();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /// How often each alert was told to be in a state.
  private static Map<String, Integer> told(WebhookSink sink, String status) {
    Map<String, Integer> told = new TreeMap<>();
    for (Message message : List.copyOf(sink.messages())) {
      message
          .body()
          .path("alerts")
          .forEach(alert -> {
            if (alert.path("status").asString().equals(status)) {
              told.merge(alert.path("labels").path("n").asString(), 1, Integer::sum);
            }
          });
    }
    return told;
  }
}
