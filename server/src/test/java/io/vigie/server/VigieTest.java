package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.config.yaml.ConfigException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VigieTest {
  @TempDir Path folder;

  private Path config(String text) throws Exception {
    return Files.writeString(folder.resolve("prometheus.yml"), text);
  }

  private static String job(String name, String target) {
    return """
    global: {scrape_interval: 1s, scrape_timeout: 1s}
    scrape_configs:
      - job_name: %s
        static_configs: [{targets: ["%s"]}]
    """
        .formatted(name, target);
  }

  /// Asks until the answer is not empty.
  private static void await(StartedVigie server, String query) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (server.query(query).isEmpty()) {
      assertThat(System.nanoTime()).as("waiting for " + query).isLessThan(deadline);
      LockSupport.parkNanos(50_000_000);
    }
  }

  @Test
  void watchesItselfWithoutAConfigurationFile() throws Exception {
    try (StartedVigie server = StartedVigie.withoutFile(folder)) {
      await(server, "up{job=\"vigie\"} == 1");
      await(server, "prometheus_build_info");
      await(server, "node_uname_info{job=\"node\"}");
      assertThat(server.data("scrape_pools").path("scrapePools").toString()).contains("vigie");
      assertThat(server.data("targets").path("activeTargets")).isNotEmpty();
    }
  }

  @Test
  void scrapesWhatTheFileNamesAndTakesUpAnotherFile() throws Exception {
    try (StartedVigie target = StartedVigie.withoutFile(folder.resolve("target"))) {
      String address = target.url().substring("http://".length());
      Path file = config(job("first", address));
      try (StartedVigie server = StartedVigie.withFile(folder, file)) {
        await(server, "up{job=\"first\"} == 1");
        Files.writeString(file, job("second", address));
        assertThat(server.post("/-/reload", "").statusCode()).isEqualTo(200);
        await(server, "up{job=\"second\"} == 1");
        assertThat(server.data("scrape_pools").toString()).doesNotContain("first");
        assertThat(server.data("status/config").path("yaml").asString())
            .contains("second")
            .doesNotContain("first");
      }
    }
  }

  @Test
  void keepsTheConfigurationInForceWhenAnotherIsRefused() throws Exception {
    Path file = config(job("good", "127.0.0.1:1"));
    try (StartedVigie server = StartedVigie.withFile(folder, file)) {
      Files.writeString(file, "scrape_configs:\n  - job_nam: bad\n");
      HttpResponse<String> refused = server.post("/-/reload", "");
      assertThat(refused.statusCode()).isEqualTo(500);
      assertThat(refused.body()).contains("prometheus.yml:2:5", "job_name");
      assertThat(server.data("status/config").path("yaml").asString()).contains("good");
      assertThat(server.data("status/runtimeinfo").path("reloadConfigSuccess").asBoolean())
          .isFalse();
      assertThat(server.data("notifications").toString()).contains("reload has failed");
      assertThat(server.get("/metrics").body())
          .contains("prometheus_config_last_reload_successful 0.0");

      Files.writeString(file, job("better", "127.0.0.1:1"));
      assertThat(server.post("/-/reload", "").statusCode()).isEqualTo(200);
      assertThat(server.data("notifications")).isEmpty();
      assertThat(server.get("/metrics").body())
          .contains("prometheus_config_last_reload_successful 1.0");
    }
  }

  @Test
  void pushesNotificationsToThoseWhoListenAndEndsWithTheServer() throws Exception {
    Path file = config(job("good", "127.0.0.1:1"));
    StartedVigie server = StartedVigie.withFile(folder, file);
    try (server) {
      config("nonsense: [");
      assertThat(server.post("/-/reload", "").statusCode()).isEqualTo(500);
      try (var lines = server.lines("/api/v1/notifications/live")) {
        var events = lines.filter(line -> line.startsWith("data: ")).iterator();
        assertThat(events.next()).contains("reload has failed", "\"active\":true");
        config(job("better", "127.0.0.1:1"));
        assertThat(server.post("/-/reload", "").statusCode()).isEqualTo(200);
        assertThat(events.next()).contains("reload has failed", "\"active\":false");
        assertThat(server.get("/metrics").body())
            .contains("prometheus_api_notification_active_subscribers 1.0")
            .contains("prometheus_api_notification_updates_sent_total 1.0");
        server.close();
        assertThat(events.hasNext()).isFalse();
      }
    }
  }

  @Test
  void takesUpRetentionSubqueryStepAndQueryLogOfAnotherConfiguration() throws Exception {
    Path file = config("storage: {tsdb: {retention: {time: 30d}}}\n");
    Path log = folder.resolve("queries.log");
    StartedVigie.fill(folder);
    try (StartedVigie server = StartedVigie.withFile(folder, file)) {
      String counted = "count_over_time(vector(1)[2m:])";
      assertThat(server.query(counted).toString()).contains("\"2\"");
      assertThat(server.get("/metrics").body()).contains("prometheus_engine_query_log_enabled 0.0");

      config(
          "global: {evaluation_interval: 30s, query_log_file: %s}\nstorage: {tsdb: {retention: {time: 1m, size: 1GB}}, exemplars: {max_exemplars: 7}}\n"
              .formatted(log));
      assertThat(server.post("/-/reload", "").statusCode()).isEqualTo(200);
      assertThat(server.query(counted).toString()).contains("\"4\"");
      assertThat(server.data("status/runtimeinfo").path("storageRetention").asString())
          .isEqualTo("1m or 1GiB");
      assertThat(server.get("/metrics").body())
          .contains("prometheus_tsdb_retention_limit_seconds 60.0")
          .contains("prometheus_tsdb_exemplar_max_exemplars 7.0")
          .contains("prometheus_engine_query_log_enabled 1.0");

      Files.move(log, folder.resolve("rotated.log"));
      assertThat(server.post("/-/reload", "").statusCode()).isEqualTo(200);
      server.query("after");
      assertThat(Files.readString(folder.resolve("rotated.log"))).contains(counted);
      assertThat(Files.readAllLines(log)).singleElement().asString().contains("\"after\"");
    }
  }

  @Test
  void aLogThatCannotBeWrittenRefusesTheConfiguration() throws Exception {
    Path file = config(job("good", "127.0.0.1:1"));
    try (StartedVigie server = StartedVigie.withFile(folder, file)) {
      config("global: {query_log_file: %s}\n".formatted(folder.resolve("none/queries.log")));
      assertThat(server.post("/-/reload", "").body()).contains("query_log_file", "none/queries");
      assertThat(server.data("scrape_pools").toString()).contains("good");
    }
  }

  @Test
  void doesNotStartOnAWrongConfigurationAndLetsGoOfTheStore() throws Exception {
    Path file = config("global:\n  scrape_interval: never\n");
    assertThatThrownBy(() -> StartedVigie.withFile(folder, file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("prometheus.yml:2");
    config(job("good", "127.0.0.1:1"));
    StartedVigie.withFile(folder, file).close();
  }

  @Test
  void findsAfterARestartWhatWasStoredBefore() throws Exception {
    StartedVigie.fill(folder);
    for (int start = 0; start < 2; start++) {
      try (StartedVigie server = StartedVigie.withoutFile(folder)) {
        assertThat(server.query("requests_total")).hasSize(2);
      }
    }
  }

  @Test
  void asksItsOwnerToEndWhenSomebodyQuits() throws Exception {
    try (StartedVigie server = StartedVigie.withoutFile(folder)) {
      assertThat(server.post("/-/quit", "").statusCode()).isEqualTo(200);
      assertThat(server.quits).hasValue(1);
    }
  }

  @Test
  void reloadsWhenAFileHasChangedAndOnlyOnceForABadOne() throws Exception {
    Path file = config(job("first", "127.0.0.1:1"));
    int[] reloads = {0};
    var loaded = io.vigie.server.config.ConfigLoader.ofProcess(false).load(file);
    try (FileWatch watch =
        new FileWatch(
            "watch",
            () -> FileWatch.filesOf(file, loaded),
            () -> {
              reloads[0]++;
              throw new java.io.IOException("refused");
            },
            Duration.ofHours(1))) {
      watch.look();
      assertThat(reloads[0]).isZero();
      config(job("second", "127.0.0.1:1"));
      watch.look();
      watch.look();
      assertThat(reloads[0]).isEqualTo(1);
    }
  }

  @Test
  void federatesTheNewestSamples() throws Exception {
    StartedVigie.fill(folder);
    try (StartedVigie server = StartedVigie.withoutFile(folder)) {
      String body = server.get("/federate?match%5B%5D=requests_total").body();
      assertThat(body.lines().toList())
          .hasSize(3)
          .first()
          .isEqualTo("# TYPE requests_total untyped");
      assertThat(body).containsPattern("requests_total\\{job=\"api\",instance=\"\"\\} 20 \\d+");
    }
  }

  @Test
  void serves() throws Exception {
    try (StartedVigie server = StartedVigie.withoutFile(folder)) {
      for (String path : List.of("/-/healthy", "/-/ready", "/version", "/metrics", "/")) {
        assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
      }
      assertThat(server.get("/no/such/page").statusCode()).isEqualTo(404);
      assertThat(server.get("/api/v1/no_such").statusCode()).isEqualTo(404);
    }
  }
}
