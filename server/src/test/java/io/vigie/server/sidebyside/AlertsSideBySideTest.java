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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// Prometheus with Alertmanager, and Vigie, on the same target, rules and routes: the same messages
/// reach the same webhook at about the same time, while alerts flap, are silenced and inhibited,
/// and both are restarted. Goes on for longer with `-Dsidebyside.minutes=15`.
@Tag("slow")
class AlertsSideBySideTest {
  private static final Duration PHASE = Duration.ofSeconds(6);

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

  private static void compare(WebhookSink sink, TestReporter reporter) {
    Map<String, List<Message>> theirs = byGroup(sink, "/alertmanager");
    Map<String, List<Message>> ours = byGroup(sink, "/vigie");
    assertThat(said(ours)).isEqualTo(said(theirs));
    Set<String> groups = new TreeSet<>(theirs.keySet());
    assertThat(groups)
        .as("groups, none about what is silenced or inhibited")
        .containsExactly("ops{\"alertname\":\"Broken\"}", "pager{\"alertname\":\"Cause\"}");
    long largest = 0;
    for (String group : groups) {
      for (int i = 0; i < theirs.get(group).size(); i++) {
        long apart = ours.get(group).get(i).atMillis() - theirs.get(group).get(i).atMillis();
        assertThat(Math.abs(apart))
            .as("milliseconds between message %d of %s and Alertmanager's", i, group)
            .isLessThanOrEqualTo(TOLERANCE.toMillis());
        largest = Math.max(largest, Math.abs(apart));
      }
    }
    reporter.publishEntry(
        "%d messages each, at most %d ms apart".formatted(sink.messages("/vigie").size(), largest));
  }

  private static Map<String, List<Message>> byGroup(WebhookSink sink, String path) {
    return sink.messages(path).stream()
        .collect(Collectors.groupingBy(Message::group, TreeMap::new, Collectors.toList()));
  }

  private static Map<String, List<String>> said(Map<String, List<Message>> byGroup) {
    Map<String, List<String>> said = new TreeMap<>();
    byGroup.forEach(
        (group, messages) -> said.put(group, messages.stream().map(Message::states).toList()));
    return said;
  }
}
