package io.vigie.server.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.sidebyside.WebhookSink.Message;
import io.vigie.testkit.Eventually;
import io.vigie.testkit.ExternalProgram;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole server killed with `kill -9` while it tells a webhook of alerts that it accepted: each
/// is told after all, and no kill has anything told more than once again.
@Tag("slow")
class AlertsKillNineTest {
  private static final int KILLS = 4;
  private static final int ALERTS_A_LIFE = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void whatWasAcceptedIsToldAndByNoLifeTwice() throws Exception {
    int port = ExternalProgram.freePort();
    Random random = new Random(11);
    try (WebhookSink sink = new WebhookSink();
        HttpClient client = HttpClient.newHttpClient()) {
      String[] flags = flags(sink);
      int accepted = 0;
      List<String> toldInEachLife = new ArrayList<>();
      for (int life = 0; life <= KILLS; life++) {
        int before = sink.messages().size();
        ExternalProgram vigie = VigieProcess.start(folder, port, flags);
        try (PrometheusApi api = new PrometheusApi(port)) {
          vigie.await(api::isReady);
          for (int i = 0; i < ALERTS_A_LIFE; i++) {
            post(client, port, "A" + accepted);
            accepted++;
          }
          if (life < KILLS) {
            Eventually.pause(Duration.ofMillis(random.nextInt(400)));
          } else {
            int all = accepted;
            Eventually.holds(PATIENCE, "every alert is told", () -> told(sink).size() == all);
            Eventually.pause(Duration.ofSeconds(1));
          }
        } finally {
          vigie.kill();
        }
        for (Message message : sink.messages().subList(before, sink.messages().size())) {
          toldInEachLife.add(name(message) + " in life " + life);
        }
      }
      assertThat(told(sink)).hasSize(accepted);
      // What was on its way is told again by the next life, and by the one after that if the next
      // one ends at once as well.
      assertThat(toldInEachLife).doesNotHaveDuplicates();
    }
  }

  private String[] flags(WebhookSink sink) throws Exception {
    Path prometheus = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
    Path alertmanager =
        Files.writeString(
            folder.resolve("alertmanager.yml"),
            """
            route: {receiver: ops, group_by: [alertname], group_wait: 100ms, group_interval: 1s}
            receivers:
            - {name: ops, webhook_configs: [{url: "%s"}]}
            """
                .formatted(sink.url("/")));
    return new String[] {
      "--config.file=" + prometheus, "--alertmanager.config.file=" + alertmanager
    };
  }

  private static void post(HttpClient client, int port, String name) throws Exception {
    String body = "[{\"labels\": {\"alertname\": \"" + name + "\"}}]";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v2/alerts"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  /// The alerts that were told to fire.
  private static Set<String> told(WebhookSink sink) {
    return sink.messages().stream().map(AlertsKillNineTest::name).collect(Collectors.toSet());
  }

  private static String name(Message message) {
    return message.body().path("groupLabels").path("alertname").asString();
  }
}
