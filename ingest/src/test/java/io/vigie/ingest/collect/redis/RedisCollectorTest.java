package io.vigie.ingest.collect.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.config.http.SecretSource;
import io.vigie.ingest.collect.ExpositionWriter;
import io.vigie.ingest.collect.host.ExposedFamilies;
import io.vigie.outbound.HostAndPort;
import io.vigie.outbound.redis.RedisAddress;
import io.vigie.outbound.redis.RedisClient;
import io.vigie.testkit.ExternalProgram;
import io.vigie.testkit.FakeClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisCollectorTest {
  private static final String EXPORTER = "prometheus-redis-exporter";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir Path folder;

  private static RedisAddress address(int port, String password) {
    return new RedisAddress(
        new HostAndPort("127.0.0.1", port), "", SecretSource.inline(password), Optional.empty());
  }

  private static ExposedFamilies collect(RedisAddress address) throws Exception {
    ExpositionWriter out = new ExpositionWriter();
    new RedisCollector(address, TIMEOUT, new FakeClock()).collect(out);
    return ExposedFamilies.read(out.toBytes());
  }

  @Test
  void readsWhatAReplicaOfAClusterSaysAndLeavesOutWhatIsRefused() throws Exception {
    String info =
        """
        # Server\r
        redis_version:7.0.15\r
        uptime_in_seconds:100\r
        # Clients\r
        connected_clients:3\r
        # Memory\r
        used_memory:1048576\r
        maxmemory:2097152\r
        # Stats\r
        keyspace_hits:9\r
        evicted_keys:4\r
        latest_fork_usec:250\r
        # Replication\r
        role:slave\r
        master_host:primary\r
        master_port:6379\r
        master_link_status:down\r
        master_last_io_seconds_ago:-1\r
        slave_repl_offset:77\r
        slave_read_only:1\r
        slave0:ip=10.0.0.1,port=6380,state=online,offset=70,lag=2\r
        # Cluster\r
        cluster_enabled:1\r
        # Commandstats\r
        cmdstat_config|get:calls=4,usec=2000000,usec_per_call=1.0,rejected_calls=1,failed_calls=2\r
        # Errorstats\r
        errorstat_NOAUTH:count=5\r
        # Latencystats\r
        latency_percentiles_usec_config|get:p50=0.001,p99.9=4.015\r
        # Keyspace\r
        db0:keys=7,expires=2,avg_ttl=1500\r
        """;
    try (FakeRedis redis =
        new FakeRedis(
            Map.of(
                "AUTH hunter2", "+OK\r\n",
                "INFO ALL", FakeRedis.text(info),
                "CLUSTER INFO",
                    FakeRedis.text("cluster_state:ok\r\ncluster_slots_ok:16384\r\n")))) {
      ExposedFamilies found = collect(address(redis.port(), "hunter2"));

      assertThat(found.value("redis_up")).isEqualTo(1);
      assertThat(found.value("redis_memory_used_bytes")).isEqualTo(1048576);
      assertThat(found.value("redis_memory_max_bytes")).isEqualTo(2097152);
      assertThat(found.value("redis_keyspace_hits_total")).isEqualTo(9);
      assertThat(found.value("redis_latest_fork_seconds")).isEqualTo(0.00025);
      assertThat(found.value("redis_master_link_up", "master_host", "primary")).isEqualTo(0);
      assertThat(found.value("redis_slave_repl_offset", "master_port", "6379")).isEqualTo(77);
      assertThat(found.value("redis_connected_slave_lag_seconds", "slave_ip", "10.0.0.1"))
          .isEqualTo(2);
      assertThat(found.value("redis_commands_duration_seconds_total", "cmd", "config|get"))
          .isEqualTo(2);
      assertThat(found.value("redis_commands_failed_calls_total", "cmd", "config|get"))
          .isEqualTo(2);
      assertThat(found.value("redis_latency_percentiles_usec", "quantile", "99.9"))
          .isEqualTo(4.015);
      assertThat(found.value("redis_latency_percentiles_usec_count")).isEqualTo(4);
      assertThat(found.value("redis_errors_total", "err", "NOAUTH")).isEqualTo(5);
      assertThat(found.value("redis_db_keys", "db", "db0")).isEqualTo(7);
      assertThat(found.value("redis_db_avg_ttl_seconds", "db", "db0")).isEqualTo(1.5);
      assertThat(found.value("redis_cluster_state")).isEqualTo(1);
      assertThat(found.value("redis_cluster_slots_ok")).isEqualTo(16384);
      assertThat(found.labelNamesByName()).doesNotContainKey("redis_config_maxclients");
    }
  }

  @Test
  void aPasswordThatIsWrongIsSaidAndNotShown() throws Exception {
    try (FakeRedis redis =
        new FakeRedis(Map.of("AUTH hunter2", "-WRONGPASS invalid username-password pair\r\n"))) {
      assertThatThrownBy(() -> collect(address(redis.port(), "hunter2")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Redis 127.0.0.1:" + redis.port())
          .hasMessageContaining("WRONGPASS")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void whatIsNoRedisOrSaysTooMuchIsRefused() throws Exception {
    Map<String, String> answers =
        Map.of(
            "a", "HTTP/1.1 400 Bad Request\r\n",
            "b", "$99999999\r\n",
            "c", "*999999999\r\n",
            "d", "*1\r\n".repeat(20) + ":1\r\n",
            "e", ":one\r\n");
    try (FakeRedis redis = new FakeRedis(answers)) {
      for (String command : answers.keySet()) {
        try (RedisClient client = RedisClient.connect(address(redis.port(), ""), TIMEOUT)) {
          assertThatThrownBy(() -> client.ask(command))
              .as(command)
              .isInstanceOf(IOException.class)
              .hasMessageMatching("(?s).*(no Redis|allowed|too deeply).*");
        }
      }
    }
  }

  /// Of the same server, empty but for one key: what both expose is the same.
  @Test
  void agreesWithRedisExporterInNamesTypesLabelsAndSteadyValues() throws Exception {
    assumeTrue(ExternalProgram.isInstalled("redis-server"), "redis-server is not installed");
    assumeTrue(ExternalProgram.isInstalled(EXPORTER), EXPORTER + " is not installed");
    int port = ExternalProgram.freePort();
    try (ExternalProgram redis = redis(port)) {
      redis.await(() -> answers(port));
      try (RedisClient client = RedisClient.connect(address(port, ""), TIMEOUT)) {
        client.ask("SET", "key", "value", "EX", "1000");
        client.ask("NONSENSE");
      }
      // Whichever asks first is not counted by itself: both have asked once then.
      collect(address(port, ""));
      ExposedFamilies theirs = theirs(port);
      ExposedFamilies ours = collect(address(port, ""));

      Set<String> missing = new TreeSet<>(theirs.typeByName().keySet());
      missing.removeIf(name ->
          !name.startsWith("redis_")
              || name.contains("_exporter_")
              || name.contains("key_groups")
              || name.contains("target_scrape"));
      missing.removeAll(ours.typeByName().keySet());
      assertThat(missing).isEmpty();
      ours.typeByName()
          .forEach((name, type) -> {
            if (theirs.typeByName().containsKey(name)) {
              assertThat(type).as(name).isEqualTo(theirs.typeByName().get(name));
            }
          });
      theirs
          .labelNamesByName()
          .forEach((name, labels) -> {
            if (ours.labelNamesByName().containsKey(name)) {
              assertThat(ours.labelNamesByName().get(name)).as(name).isEqualTo(labels);
            }
          });
      for (String steady :
          List.of(
              "redis_db_keys",
              "redis_db_keys_expiring",
              "redis_instance_info",
              "redis_config_maxclients",
              "redis_memory_max_bytes",
              "redis_slowlog_length",
              "redis_connected_slaves")) {
        theirs
            .valueBySeries()
            .forEach((labels, value) -> {
              if (labels.metricName().equals(steady)) {
                assertThat(ours.valueBySeries()).containsEntry(labels, value);
              }
            });
      }
    }
  }

  private ExternalProgram redis(int port) throws IOException {
    List<String> command = new ArrayList<>(List.of("redis-server", "--port", "" + port));
    command.addAll(List.of("--bind", "127.0.0.1", "--appendonly", "no", "--save", ""));
    return ExternalProgram.start("redis-server", folder, command);
  }

  private static boolean answers(int port) {
    try (RedisClient client = RedisClient.connect(address(port, ""), TIMEOUT)) {
      return client.ask("PING").text().equals("PONG");
    } catch (IOException e) {
      return false;
    }
  }

  private ExposedFamilies theirs(int redisPort) throws Exception {
    int port = ExternalProgram.freePort();
    URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
    List<String> command =
        List.of(
            EXPORTER,
            "-web.listen-address=127.0.0.1:" + port,
            "-redis.addr=redis://127.0.0.1:" + redisPort);
    try (ExternalProgram exporter = ExternalProgram.start(EXPORTER, folder, command)) {
      exporter.await(() -> new String(get(metrics)).contains("\nredis_up 1"));
      return ExposedFamilies.read(get(metrics));
    }
  }

  private static byte[] get(URI uri) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (IOException | InterruptedException e) {
      return new byte[0];
    }
  }
}
