package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.config.yaml.ConfigException;
import io.vigie.ingest.remote.ProtobufMessage;
import io.vigie.server.cli.VigieCommand;
import io.vigie.server.http.ListenAddress;
import io.vigie.server.sidebyside.HistoryOfPrometheus;
import io.vigie.testkit.Eventually;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The ways in that `vigie.push` opens, over HTTP against a whole server.
class PushTest {
  private static final String TEXT = "text/plain";

  @TempDir Path folder;

  private StartedVigie start(String push) throws IOException {
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(file, "vigie: {push: {" + push + "}}\n");
    return StartedVigie.withFile(folder, file);
  }

  private static String value(StartedVigie server, String query) throws Exception {
    JsonNode result = server.query(query);
    assertThat(result.size()).as(query).isEqualTo(1);
    return result.get(0).get("value").get(1).asString();
  }

  @Test
  void aPushedGroupIsQueriedDescribedAndDeleted() throws Exception {
    try (StartedVigie server = start("pushgateway: true")) {
      HttpResponse<String> put =
          server.send(
              "PUT",
              "/metrics/job@base64/L3Zhci90bXA=/shop/a%20b",
              TEXT,
              "# TYPE files counter\n# HELP files Saved.\nfiles 3\n");

      assertThat(put.statusCode()).isEqualTo(200);
      assertThat(value(server, "files{job='/var/tmp',shop='a b'}")).isEqualTo("3");
      assertThat(server.data("metadata?metric=files").toString())
          .contains("\"type\":\"counter\"", "Saved.");
      assertThat(server.send("DELETE", "/metrics/job/%2Fvar", TEXT, "").statusCode())
          .isIn(202, 400);
      assertThat(
              server
                  .send("DELETE", "/metrics/job@base64/L3Zhci90bXA=/shop/a%20b", TEXT, "")
                  .statusCode())
          .isEqualTo(202);
      assertThat(server.query("files")).isEmpty();
      assertThat(server.send("POST", "/metrics/job/a/b", TEXT, "x 1\n").body())
          .contains("odd number of components");
    }
  }

  @Test
  void historyIsImportedWithItsProgress() throws Exception {
    try (StartedVigie server = start("import: true")) {
      long seconds = System.currentTimeMillis() / 1000 - 86_400;
      HttpResponse<String> text =
          server.send("POST", "/api/v1/import", TEXT, "x 1 " + seconds + "000\n");
      HttpResponse<String> csv =
          server.send(
              "POST",
              "/api/v1/import/csv?format=1:time:unix_s,2:metric:y&extra_label=site=paris&progress=1",
              "text/csv",
              seconds + ",2\n");

      assertThat(text.statusCode()).isEqualTo(200);
      assertThat(csv.body())
          .isEqualTo(
              """
              {"lines":1,"bytes":13,"samples":1,"rejected":0}
              {"status":"success","data":{"lines":1,"bytes":13,"samples":1,"rejected":0}}
              """);
      assertThat(value(server, "x @ " + seconds)).isEqualTo("1");
      assertThat(value(server, "y{site='paris'} @ " + seconds)).isEqualTo("2");
      assertThat(server.send("POST", "/api/v1/import", TEXT, "x 1 1600000000000\n").body())
          .contains("\"status\":\"error\"", "too old sample");
    }
  }

  @Test
  void lineProtocolIsTakenInBothVersions() throws Exception {
    try (StartedVigie server = start("influx: true")) {
      HttpResponse<String> v1 =
          server.send("POST", "/write?db=telegraf", TEXT, "cpu,host=a idle=99.5,user=1i\n");
      HttpResponse<String> v2 =
          server.send(
              "POST", "/api/v2/write?org=o&bucket=b&precision=s", TEXT, "mem used=5u\nbroken\n");

      assertThat(v1.statusCode()).isEqualTo(204);
      assertThat(v2.statusCode()).isEqualTo(400);
      assertThat(v2.body()).contains("\"code\":\"invalid\"", "missing fields dropped=1");
      assertThat(value(server, "cpu_idle{db='telegraf',host='a'}")).isEqualTo("99.5");
      assertThat(value(server, "mem_used{db='b'}")).isEqualTo("5");
      assertThat(server.get("/ping").headers().firstValue("X-Influxdb-Version")).isPresent();
      assertThat(server.post("/query", "q=CREATE+DATABASE+telegraf").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,  /metrics/job/a,             pushgateway",
    "POST, /api/v1/import,             import",
    "POST, /api/v1/import/csv,         import",
    "POST, /write,                     influx",
    "POST, /api/v2/write,              influx",
  })
  void whatIsSwitchedOffSaysHowToSwitchItOn(String method, String path, String key)
      throws Exception {
    try (StartedVigie server = StartedVigie.withoutFile(folder)) {
      HttpResponse<String> answer = server.send(method, path, TEXT, "");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("`vigie: {push: {" + key + ": true}}`");
    }
  }

  @Test
  void theCommandLinePushesTextByRemoteWrite() throws Exception {
    Path file = folder.resolve("metrics.prom");
    Files.writeString(file, "# TYPE files counter\nfiles{kind=\"new\"} 3\n");
    try (StartedVigie server =
        StartedVigie.withRemote(
            folder,
            new VigieOptions.RemoteOptions(
                true, Set.of(ProtobufMessage.values()), Optional.empty()))) {
      for (ProtobufMessage message : ProtobufMessage.values()) {
        String[] arguments = {
          "push",
          "metrics",
          "--label=job=" + message,
          "--protobuf_message=" + message.configName(),
          server.url() + "/api/v1/write",
          file.toString()
        };
        assertThat(VigieCommand.run(arguments, Map.of())).isZero();
        assertThat(value(server, "files{kind='new',job='" + message + "'}")).isEqualTo("3");
      }
      String[] wrong = {"push", "metrics", server.url() + "/nowhere", file.toString()};
      assertThat(VigieCommand.run(wrong, Map.of())).isEqualTo(1);
    }
  }

  @Test
  void graphiteAndStatsdAreTakenOverTcpAndUdp() throws Exception {
    try (StartedVigie server =
        start(
            """
            graphite: {listen_address: '127.0.0.1:0', mappings: [{match: 'servers.*.load', name: load, labels: {host: $1}}]},
            statsd: {listen_address: '127.0.0.1:0', flush_interval: 1s}
            """)) {
      try (Socket socket = new Socket("127.0.0.1", server.vigie.graphitePort().orElseThrow());
          DatagramSocket datagrams = new DatagramSocket()) {
        socket.getOutputStream().write("servers.a.load 1.5 -1\n".getBytes(StandardCharsets.UTF_8));
        byte[] statsd = "orders:2|c|#shop:paris".getBytes(StandardCharsets.UTF_8);
        datagrams.send(
            new DatagramPacket(
                statsd,
                statsd.length,
                InetAddress.getByName("127.0.0.1"),
                server.vigie.statsdPort().orElseThrow()));
      }
      awaitResult(server, "load{host='a'} == 1.5");
      awaitResult(server, "orders{shop='paris'} == 2");
      Files.writeString(folder.resolve("prometheus.yml"), "vigie: {push: {}}\n");
      server.vigie.reload();

      assertThat(server.vigie.graphitePort()).isEmpty();
    }
  }

  private static void awaitResult(StartedVigie server, String query) throws InterruptedException {
    Eventually.holds(
        Duration.ofSeconds(30),
        query,
        () -> {
          try {
            return !server.query(query).isEmpty();
          } catch (Exception e) {
            throw new AssertionError(query, e);
          }
        });
  }

  @Test
  void listenersAreNotOpenedToOtherMachines() {
    assertThatThrownBy(() -> start("statsd: {listen_address: '0.0.0.0:0'}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("vigie.push.statsd")
        .hasMessageContaining("--web.trust-network");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metric_relabel_configs: [{action: replace}]      | requires 'target_label' value",
        "graphit: {}                                     | did you mean",
        "statsd: {flush_interval: 5m}                    | flush_interval must be from 1s to 2m",
        "statsd: {buckets: [2, 1]}                       | buckets must ascend",
        "graphite: {mappings: [{name: x}]}               | match is missing",
        "graphite: {mappings: [{match: a, action: skip}]} | \"skip\" is not map or drop",
        "graphite: {listen_address: 'localhost:x'}       | has no port after the colon",
      })
  void aMistakeInTheSectionIsExplained(String push, String problem) {
    assertThatThrownBy(() -> start(push))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(problem);
  }

  /// One list of rules for every way in, remote write and OTLP included, which need other switches.
  @Test
  void rulesForLabelsHoldOnAllWays() throws Exception {
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(
        file,
        """
        vigie:
          push:
            pushgateway: true
            import: true
            influx: true
            statsd: {listen_address: '127.0.0.1:0', flush_interval: 1s}
            graphite: {listen_address: '127.0.0.1:0'}
            metric_relabel_configs:
              - {target_label: site, replacement: paris}
              - {source_labels: [__name__], regex: 'debug.*', action: drop}
        """);
    try (StartedVigie server =
        StartedVigie.withFileAndRemote(
            folder,
            file,
            new VigieOptions.RemoteOptions(
                true,
                Set.of(ProtobufMessage.values()),
                Optional.of(new ListenAddress("127.0.0.1", 0))))) {
      long now = System.currentTimeMillis();
      assertThat(server.write(new HistoryOfPrometheus().sample("a", Map.of(), now, 1).body()))
          .isEqualTo(204);
      assertThat(server.send("PUT", "/metrics/job/j", TEXT, "b 1\ndebug 1\n").statusCode())
          .isEqualTo(200);
      assertThat(server.send("POST", "/api/v1/import", TEXT, "c 1\ndebug 2\n").body())
          .contains("\"samples\":2");
      assertThat(server.send("POST", "/write", TEXT, "d v=1\n").statusCode()).isEqualTo(204);
      String point = "{\"asDouble\":1,\"timeUnixNano\":\"" + now + "000000\"}";
      String otlp =
          "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"e\",\"gauge\":"
              + "{\"dataPoints\":["
              + point
              + "]}}]}]}]}";
      assertThat(server.send("POST", "/v1/metrics", "application/json", otlp).statusCode())
          .isEqualTo(200);
      try (Socket graphite = new Socket("127.0.0.1", server.vigie.graphitePort().orElseThrow());
          Socket statsd = new Socket("127.0.0.1", server.vigie.statsdPort().orElseThrow())) {
        graphite.getOutputStream().write("f 1 -1\n".getBytes(StandardCharsets.UTF_8));
        statsd.getOutputStream().write("g:1|c\n".getBytes(StandardCharsets.UTF_8));
      }

      for (String name : "a b c d_v e f g".split(" ")) {
        awaitResult(server, name + "{site='paris'} == 1");
      }
      assertThat(server.query("{__name__=~'debug.*'}")).isEmpty();
    }
  }

  @Test
  void aReloadOpensAndClosesWays() throws Exception {
    try (StartedVigie server = start("pushgateway: true")) {
      Files.writeString(folder.resolve("prometheus.yml"), "vigie: {push: {influx: true}}\n");
      server.vigie.reload();

      assertThat(server.send("PUT", "/metrics/job/a", TEXT, "x 1\n").statusCode()).isEqualTo(404);
      assertThat(server.send("POST", "/write", TEXT, "x v=1\n").statusCode()).isEqualTo(204);
    }
  }
}
