package io.vigie.ingest.collect.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import io.vigie.ingest.collect.Collector;
import io.vigie.ingest.collect.CollectorSource;
import io.vigie.ingest.collect.ExpositionWriter;
import io.vigie.ingest.collect.host.ExposedFamilies;
import io.vigie.model.time.Ticker;
import io.vigie.outbound.OutboundClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonCollectorTest {
  private final OutboundClients clients = new OutboundClients("test");
  private HttpServer server;
  private int status = 200;
  private String body = "{}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    clients.close();
  }

  private ExposedFamilies collect(String metrics) throws Exception {
    String url = "url: http://127.0.0.1:" + server.getAddress().getPort() + "/health/detailed\n";
    JsonSource source =
        JsonSource.read(YamlFile.parse("test", Path.of(""), url + metrics).mapping());
    CollectorSource.Surroundings surroundings =
        new CollectorSource.Surroundings(
            clients, InstantSource.system(), Ticker.system(), Duration.ofSeconds(30));
    try (Collector collector = source.open(surroundings)) {
      ExpositionWriter out = new ExpositionWriter();
      collector.collect(out);
      return ExposedFamilies.read(out.toBytes());
    }
  }

  @Test
  void aHealthEndpointNeedsNoMappingAndIsReadAlsoWhenItIsUnhealthy() throws Exception {
    status = 503;
    body =
        """
        {"success": false, "data": {"status": "unhealthy", "components": {
          "database": {"status": "unhealthy", "responseTime": null, "error": "timeout"},
          "auth_service": {"status": "healthy", "responseTime": 12, "details": {}},
          "memory": {"status": "degraded", "responseTime": 1},
          "odd": {"status": "who knows"}}}}
        """;

    ExposedFamilies found = collect("");

    assertThat(found.value("health_status")).isEqualTo(0);
    assertThat(found.value("health_check_status", "component", "database")).isEqualTo(0);
    assertThat(found.value("health_check_status", "component", "auth_service")).isEqualTo(1);
    assertThat(found.value("health_check_status", "component", "memory")).isEqualTo(0.5);
    assertThat(found.value("health_check_response_time_seconds", "component", "auth_service"))
        .isEqualTo(0.012);
    assertThat(found.valueBySeries()).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"status":"UP","components":{"db":{"status":"DOWN","details":{}}}}   | 0
          {"status":"pass","checks":{"db":[{"status":"warn"}]}}                | 0.5
          {"data":{"services":{"db":"ok"}}}                                    | 1
          {"components":{"db":true}}                                           | 1
          """)
  void theWordsOfOthersAreUnderstoodToo(String answer, double expected) throws Exception {
    body = answer;
    assertThat(collect("").value("health_check_status", "component", "db")).isEqualTo(expected);
  }

  @Test
  void aMappingSaysWhereValuesAndLabelsStand() throws Exception {
    body =
        """
        {"queue": {"length": 7, "a.b": "12.5"}, "enabled": true,
         "workers": [{"id": "w1", "state": "busy", "jobs": 3}, {"id": "w2", "state": "idle"}],
         "regions": {"eu": {"users": 5}, "us": {"users": 6}, "none": {}}}
        """;

    ExposedFamilies found =
        collect(
            """
            metrics:
              - {name: queue_length, value: queue.length, help: "how long"}
              - {name: odd, value: /queue/a.b}
              - {name: enabled, value: enabled}
              - {name: worker_busy, each: workers, key: number, value: state, values: {busy: 1, idle: 0}, labels: {id: id}}
              - {name: jobs_total, type: counter, each: workers, value: jobs, labels: {id: id}}
              - {name: users, each: regions, key: region, value: users}
            """);

    assertThat(found.value("queue_length")).isEqualTo(7);
    assertThat(found.value("odd")).isEqualTo(12.5);
    assertThat(found.value("enabled")).isEqualTo(1);
    assertThat(found.value("worker_busy", "id", "w1", "number", "0")).isEqualTo(1);
    assertThat(found.value("worker_busy", "id", "w2", "number", "1")).isEqualTo(0);
    assertThat(found.value("jobs_total", "id", "w1")).isEqualTo(3);
    assertThat(found.value("users", "region", "us")).isEqualTo(6);
    assertThat(found.valueBySeries()).hasSize(8);
  }

  @Test
  void anAnswerThatHasNothingOfItSaysWhatItHas() {
    body = "{\"uptime\": 3, \"name\": \"x\"}";
    assertThatThrownBy(() -> collect(""))
        .isInstanceOf(IOException.class)
        .hasMessage("the answer has nothing of what is mapped; at its top there is [uptime, name]");
  }

  @Test
  void anotherStatusIsAFailureAndSoIsWhatIsNoJson() {
    status = 404;
    assertThatThrownBy(() -> collect("")).hasMessageContaining("HTTP status 404");
    status = 200;
    body = "<html>";
    assertThatThrownBy(() -> collect("")).hasMessageContaining("the answer is no JSON (200 OK)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          metrics: [{name: 1x, value: a}]                  | name: "1x" is no metric name
          metrics: [{name: x, type: histogram}]            | type: "histogram": gauge or counter
          metrics: [{name: x, key: k}]                     | key: names the members of "each"
          metrics: [{name: x, value: a..b}]                | a name between the dots is missing
          metrics: [{name: x, values: {up: one}}]          | values: up: "one" is no number
          metrics: [{name: x, labels: {a-b: c}}]           | "a-b" is no label name
          statuses: [9]                                    | "9" is no status of HTTP
          """)
  void aMappingThatCannotBeIsRefused(String metrics, String problem) {
    assertThatThrownBy(() -> collect(metrics))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(problem);
  }
}
