package io.vigie.server.sidebyside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.vigie.server.sidebyside.WebhookSink.Message;
import io.vigie.testkit.Eventually;
import io.vigie.testkit.ExternalProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Prometheus with Alertmanager, and Vigie, on the same target, rules and routes: the same messages
/// reach the same webhook at about the same time, while alerts flap, are silenced and inhibited,
/// and both are restarted. Goes on for longer with `-Dsidebyside.minutes=15`.
@Tag("slow")
@Order(1)
class AlertsSideBySideTest {
  private static final Duration PHASE = Duration.ofSeconds(5);

  /// A scrape, an evaluation and a group's interval, which do not begin at the same moment in both,
  /// and a second because machines are slow.
  private static final Duration TOLERANCE = Duration.ofSeconds(1 + 1 + 2 + 1);

  /// Prometheus drops alerts until it has found its Alertmanager, seconds after a start, and would
  /// repeat them only after a minute.
  private static final String RESEND = "--rules.alert.resend-delay=5s";

  @TempDir Path folder;

  /// What the target exposes, by the label `n`.
  private final Map<String, Integer> broken = new ConcurrentSkipListMap<>();

  private final int vigiePort = ExternalProgram.freePort();
  private final int prometheusPort = ExternalProgram.freePort();
  private final int alertmanagerPort = ExternalProgram.freePort();
  private final List<ExternalProgram> running = new ArrayList<>();

  @Test
  void theSameMessagesReachTheSameWebhook(TestReporter reporter) throws Exception {
    for (String program : List.of("prometheus", "prometheus-alertmanager")) {
      assumeTrue(ExternalProgram.isInstalled(program), program + " is not installed");
    }
    Instant end = Instant.now().plus(Duration.ofMinutes(Long.getLong("sidebyside.minutes", 0L)));
    HttpServer target = target();
    try (WebhookSink sink = new WebhookSink()) {
      configure(target.getAddress().getPort(), sink);
      set(0, "1", "2", "hidden", "cause", "victim");
      startBoth();
      silence();
      do {
        flapAndRestart();
      } while (Instant.now().isBefore(end));
      compare(sink, reporter);
    } finally {
      stopBoth();
      target.stop(0);
    }
  }

  private void flapAndRestart() throws Exception {
    set(1, "1", "hidden", "cause", "victim");
    Eventually.pause(PHASE);
    set(0, "1");
    set(1, "2");
    Eventually.pause(PHASE);
    stopBoth();
    startBoth();
    Eventually.pause(PHASE);
    set(1, "1");
    Eventually.pause(PHASE);
    set(0, "1", "2", "hidden", "victim");
    Eventually.pause(PHASE);
    set(0, "cause");
    Eventually.pause(PHASE);
  }

  private void set(int value, String... names) {
    for (String name : names) {
      broken.put(name, value);
    }
  }

  private HttpServer target() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          StringBuilder text = new StringBuilder();
          broken.forEach((n, value) -> text.append("broken{n=\"%s\"} %d\n".formatted(n, value)));
          byte[] bytes = text.toString().getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private void configure(int targetPort, WebhookSink sink) throws IOException {
    Files.writeString(
        folder.resolve("rules.yml"),
        """
        groups:
        - name: g
          rules:
          - alert: Cause
            expr: broken{n="cause"} == 1
            labels: {severity: critical}
          - alert: Broken
            expr: broken{n!~"cause|victim"} == 1
            labels: {severity: warning}
          - alert: Victim
            expr: broken{n="victim"} == 1
            for: 1s
            labels: {severity: warning}
        """);
    String prometheus =
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
        rule_files: [rules.yml]
        scrape_configs:
        - {job_name: t, static_configs: [{targets: ['127.0.0.1:%d']}]}
        """
            .formatted(targetPort);
    Files.writeString(folder.resolve("vigie.yml"), prometheus);
    Files.writeString(
        folder.resolve("prometheus.yml"),
        prometheus
            + """
            alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:%d']}]}]}
            """
                .formatted(alertmanagerPort));
    for (String who : List.of("vigie", "alertmanager")) {
      Files.writeString(
          folder.resolve(who + "-routes.yml"),
          """
          route:
            receiver: ops
            group_by: [alertname]
            group_wait: 1s
            group_interval: 2s
            routes:
            - {receiver: pager, matchers: ['severity="critical"']}
          inhibit_rules:
          - {source_matchers: [alertname=Cause], target_matchers: [alertname=Victim]}
          receivers:
          - {name: ops, webhook_configs: [{url: "%1$s"}]}
          - {name: pager, webhook_configs: [{url: "%1$s"}]}
          """
              .formatted(sink.url("/" + who)));
    }
  }

  private void startBoth() throws Exception {
    running.add(
        start(
            "prometheus-alertmanager",
            alertmanagerPort,
            "--config.file=" + folder.resolve("alertmanager-routes.yml"),
            "--storage.path=" + folder.resolve("alertmanager-data"),
            "--cluster.listen-address="));
    running.add(
        start(
            "prometheus",
            prometheusPort,
            "--config.file=" + folder.resolve("prometheus.yml"),
            "--storage.tsdb.path=" + folder.resolve("prometheus-data"),
            RESEND));
    running.add(
        VigieProcess.start(
            folder,
            vigiePort,
            "--config.file=" + folder.resolve("vigie.yml"),
            RESEND,
            "--alertmanager.config.file=" + folder.resolve("vigie-routes.yml")));
    List<Integer> ports = List.of(alertmanagerPort, prometheusPort, vigiePort);
    for (int i = 0; i < ports.size(); i++) {
      try (PrometheusApi api = new PrometheusApi(ports.get(i))) {
        running.get(i).await(api::isReady);
      }
    }
    try (PrometheusApi api = new PrometheusApi(prometheusPort)) {
      Eventually.holds(
          Duration.ofSeconds(60),
          "Prometheus has found its Alertmanager",
          () -> !api.data("alertmanagers", Map.of()).path("activeAlertmanagers").isEmpty());
    }
  }

  private ExternalProgram start(String program, int port, String... flags) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(program, "--web.listen-address=127.0.0.1:" + port));
    command.addAll(List.of(flags));
    return ExternalProgram.start(program, folder, command);
  }

  private void stopBoth() {
    running.forEach(ExternalProgram::close);
    running.clear();
  }

  private void silence() throws Exception {
    String body =
        """
        {"matchers": [{"name": "n", "value": "hidden", "isRegex": false}], "startsAt": "%s",
         "endsAt": "%s", "createdBy": "test", "comment": "known"}
        """
            .formatted(Instant.now(), Instant.now().plus(Duration.ofHours(2)));
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int port : List.of(alertmanagerPort, vigiePort)) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v2/silences"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
            .isEqualTo(200);
      }
    }
  }

  /// Compares what was told of each alert of each group. How many messages that takes is not for us
  /// to choose: Alertmanager takes over the alerts of one evaluation one by one, and once in many
  /// times it sends a group between two of them.
  private static void compare(WebhookSink sink, TestReporter reporter) {
    Map<String, List<Change>> theirs = changes(sink, "/alertmanager");
    Map<String, List<Change>> ours = changes(sink, "/vigie");
    assertThat(states(ours)).isEqualTo(states(theirs));
    assertThat(theirs.keySet())
        .as("groups and alerts, none that is silenced or inhibited")
        .containsExactly(
            "ops{\"alertname\":\"Broken\"} 1",
            "ops{\"alertname\":\"Broken\"} 2",
            "pager{\"alertname\":\"Cause\"} cause");
    long largest = 0;
    for (String alert : theirs.keySet()) {
      for (int i = 0; i < theirs.get(alert).size(); i++) {
        long apart = Math.abs(ours.get(alert).get(i).atMillis - theirs.get(alert).get(i).atMillis);
        assertThat(apart)
            .as("milliseconds between change %d of %s and Alertmanager's", i, alert)
            .isLessThanOrEqualTo(TOLERANCE.toMillis());
        largest = Math.max(largest, apart);
      }
    }
    reporter.publishEntry(
        "%d changes each, in %d messages of ours and %d of Alertmanager's, at most %d ms apart"
            .formatted(
                ours.values().stream().mapToInt(List::size).sum(),
                sink.messages("/vigie").size(),
                sink.messages("/alertmanager").size(),
                largest));
  }

  private record Change(String state, long atMillis) {}

  /// By group and alert, when it was first told to be in another state. No message may say the same
  /// as the one before; one may tell again that something is over, as both do when a group comes to
  /// life and the end of an alert is sent again.
  private static Map<String, List<Change>> changes(WebhookSink sink, String path) {
    Map<String, List<Change>> changes = new TreeMap<>();
    Map<String, JsonNode> last = new HashMap<>();
    for (Message message : sink.messages(path)) {
      JsonNode before = last.put(message.group(), message.body().path("alerts"));
      assertThat(message.body().path("alerts"))
          .as("the last of these:\n%s", story(sink, message))
          .isNotEqualTo(before);
      message
          .states()
          .forEach((alert, state) -> {
            List<Change> known =
                changes.computeIfAbsent(message.group() + " " + alert, _ -> new ArrayList<>());
            if (known.isEmpty() || !known.getLast().state.equals(state)) {
              known.add(new Change(state, message.atMillis()));
            }
          });
    }
    return changes;
  }

  /// What a sender told until a message, a line each.
  private static String story(WebhookSink sink, Message last) {
    StringBuilder story = new StringBuilder();
    for (Message message : sink.messages(last.path())) {
      story.append(Instant.ofEpochMilli(message.atMillis())).append(' ').append(message.group());
      message
          .body()
          .path("alerts")
          .forEach(alert ->
              story
                  .append("  ")
                  .append(alert.path("labels").path("n").asString())
                  .append(' ')
                  .append(alert.path("status").asString())
                  .append(" since ")
                  .append(alert.path("startsAt").asString()));
      story.append('\n');
      if (message.equals(last)) {
        break;
      }
    }
    return story.toString();
  }

  private static Map<String, List<String>> states(Map<String, List<Change>> changes) {
    Map<String, List<String>> states = new TreeMap<>();
    changes.forEach((alert, all) -> states.put(alert, all.stream().map(Change::state).toList()));
    return states;
  }
}
