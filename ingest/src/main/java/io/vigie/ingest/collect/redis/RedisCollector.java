package io.vigie.ingest.collect.redis;

import io.vigie.ingest.collect.Collector;
import io.vigie.ingest.collect.ExpositionWriter;
import io.vigie.outbound.redis.RedisAddress;
import io.vigie.outbound.redis.RedisClient;
import io.vigie.outbound.redis.RedisReply;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks a Redis server, on a connection for each collection. What it refuses (managed servers
/// refuse `CONFIG`) is left out; without `INFO` there is `redis_up 0`.
final class RedisCollector implements Collector {
  private static final int USUAL_DATABASES = 16;
  private static final int MOST_DATABASES = 1000;

  private final RedisAddress address;
  private final Duration timeout;
  private final InstantSource clock;

  RedisCollector(RedisAddress address, Duration timeout, InstantSource clock) {
    this.address = address;
    this.timeout = timeout;
    this.clock = clock;
  }

  @Override
  public void collect(ExpositionWriter out) throws IOException {
    try (RedisClient redis = RedisClient.connect(address, timeout)) {
      var _ = redis.ask("CLIENT", "SETNAME", "vigie");
      Map<String, String> info = info(redis);
      up(out, 1);
      boolean cluster = info.getOrDefault("cluster_enabled", "0").equals("1");
      if (cluster) {
        RedisText.fields(redis.ask("CLUSTER", "INFO").text())
            .forEach((field, text) -> InfoFields.write(field, text, out));
      }
      Optional<Double> databases = settings(redis, out);
      int count = (int) Math.min(databases.orElse((double) USUAL_DATABASES), MOST_DATABASES);
      new InfoWriter(info, out).write(cluster ? 1 : count, clock.instant().getEpochSecond());
      latencySpikes(redis, out);
      slowLog(redis, out);
    }
  }

  @Override
  public void writeUnreachable(ExpositionWriter out) {
    up(out, 0);
  }

  private static void up(ExpositionWriter out, int value) {
    out.gauge("redis_up", "Whether the server could be asked").add(value);
  }

  private Map<String, String> info(RedisClient redis) throws IOException {
    RedisReply all = redis.ask("INFO", "ALL");
    RedisReply info = all.text().isEmpty() ? redis.ask("INFO") : all;
    if (info instanceof RedisReply.Refused(String message)) {
      throw new IOException("Redis " + address.server() + " refuses INFO: " + message);
    }
    return RedisText.fields(info.text());
  }

  /// Writes those that are metrics, and answers how many databases there are, if that is told.
  private static Optional<Double> settings(RedisClient redis, ExpositionWriter out)
      throws IOException {
    for (String name : List.of("maxclients", "maxmemory", "io-threads")) {
      setting(redis, name)
          .ifPresent(value ->
              out.gauge("redis_config_" + name.replace('-', '_'), "CONFIG " + name).add(value));
    }
    return setting(redis, "databases");
  }

  private static Optional<Double> setting(RedisClient redis, String name) throws IOException {
    List<RedisReply> pair = redis.ask("CONFIG", "GET", name).list();
    return pair.size() == 2 ? RedisText.number(pair.get(1).text()) : Optional.empty();
  }

  private static void latencySpikes(RedisClient redis, ExpositionWriter out) throws IOException {
    for (RedisReply event : redis.ask("LATENCY", "LATEST").list()) {
      List<RedisReply> parts = event.list();
      if (parts.size() >= 3) {
        String name = parts.get(0).text();
        RedisText.number(parts.get(1).text())
            .ifPresent(at ->
                out.gauge("redis_latency_spike_last", "When something was slow")
                    .add(at, "event_name", name));
        RedisText.number(parts.get(2).text())
            .ifPresent(millis ->
                out.gauge("redis_latency_spike_duration_seconds", "How long it took")
                    .add(millis / 1e3, "event_name", name));
      }
    }
  }

  private static void slowLog(RedisClient redis, ExpositionWriter out) throws IOException {
    RedisText.number(redis.ask("SLOWLOG", "LEN").text())
        .ifPresent(
            length -> out.gauge("redis_slowlog_length", "Entries of the slow log").add(length));
    RedisReply newest = redis.ask("SLOWLOG", "GET", "1");
    if (newest instanceof RedisReply.Refused) {
      return;
    }
    List<RedisReply> entry = newest.list().isEmpty() ? List.of() : newest.list().getFirst().list();
    out.gauge("redis_slowlog_last_id", "Number of the newest entry of the slow log")
        .add(entry.isEmpty() ? 0 : RedisText.number(entry.get(0).text()).orElse(0.0));
    out.gauge("redis_last_slow_execution_duration_seconds", "How long the newest entry took")
        .add(entry.size() < 3 ? 0 : RedisText.number(entry.get(2).text()).orElse(0.0) / 1e6);
  }

  @Override
  public void close() {}
}
