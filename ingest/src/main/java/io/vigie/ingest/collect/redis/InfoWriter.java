package io.vigie.ingest.collect.redis;

import io.vigie.ingest.collect.ExpositionWriter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes what `INFO ALL` says. Not thread-safe; used once.
final class InfoWriter {
  private static final Pattern REPLICA = Pattern.compile("slave\\d+");
  private static final Pattern DATABASE = Pattern.compile("db\\d+");
  private static final Pattern COMMAND = Pattern.compile("cmdstat_(.+)");
  private static final Pattern ERROR = Pattern.compile("errorstat_(.+)");
  private static final Pattern LATENCY = Pattern.compile("latency_percentiles_usec_(.+)");

  private final Map<String, String> info;
  private final ExpositionWriter out;

  InfoWriter(Map<String, String> info, ExpositionWriter out) {
    this.info = info;
    this.out = out;
  }

  /// @param databases how many there are; each that is empty is told too
  void write(int databases, long nowSeconds) {
    instance(nowSeconds);
    info.forEach(this::write);
    for (int i = 0; i < databases; i++) {
      if (!info.containsKey("db" + i)) {
        keys("db" + i, 0, 0);
      }
    }
    replica();
  }

  private void write(String field, String text) {
    Matcher command = COMMAND.matcher(field);
    Matcher error = ERROR.matcher(field);
    Matcher latency = LATENCY.matcher(field);
    if (command.matches()) {
      command(command.group(1), RedisText.pairs(text));
    } else if (latency.matches()) {
      latency(latency.group(1), RedisText.pairs(text));
    } else if (error.matches()) {
      value(RedisText.pairs(text), "count")
          .ifPresent(count ->
              out.counter("redis_errors_total", "Errors, by kind")
                  .add(count, "err", error.group(1)));
    } else if (DATABASE.matcher(field).matches()) {
      database(field, RedisText.pairs(text));
    } else if (REPLICA.matcher(field).matches()) {
      connectedReplica(RedisText.pairs(text));
    } else {
      InfoFields.write(field, text, out);
    }
  }

  private static Optional<Double> value(Map<String, String> pairs, String key) {
    return Optional.ofNullable(pairs.get(key)).flatMap(RedisText::number);
  }

  private String of(String field) {
    return info.getOrDefault(field, "");
  }

  private void instance(long nowSeconds) {
    out.gauge("redis_instance_info", "What the server is")
        .add(
            1,
            "role",
            of("role"),
            "redis_version",
            of("redis_version"),
            "redis_build_id",
            of("redis_build_id"),
            "redis_mode",
            of("redis_mode"),
            "os",
            of("os"),
            "maxmemory_policy",
            of("maxmemory_policy"),
            "tcp_port",
            of("tcp_port"),
            "run_id",
            of("run_id"),
            "process_id",
            of("process_id"));
    RedisText.number(of("uptime_in_seconds"))
        .ifPresent(uptime ->
            out.gauge("redis_start_time_seconds", "When the server was started")
                .add(nowSeconds - uptime));
  }

  private void command(String name, Map<String, String> pairs) {
    counter("redis_commands_total", "Calls, by command", value(pairs, "calls"), name);
    counter(
        "redis_commands_duration_seconds_total",
        "Time spent, by command",
        value(pairs, "usec").map(micros -> micros / 1e6),
        name);
    counter(
        "redis_commands_rejected_calls_total",
        "Calls that were refused, by command",
        value(pairs, "rejected_calls"),
        name);
    counter(
        "redis_commands_failed_calls_total",
        "Calls that failed, by command",
        value(pairs, "failed_calls"),
        name);
  }

  private void counter(String metric, String help, Optional<Double> value, String command) {
    value.ifPresent(number -> out.counter(metric, help).add(number, "cmd", command));
  }

  /// A summary, of which Redis tells the totals elsewhere: with the calls of the command.
  private void latency(String command, Map<String, String> pairs) {
    Map<String, String> calls = RedisText.pairs(of("cmdstat_" + command));
    Optional<Double> count = value(calls, "calls");
    Optional<Double> micros = value(calls, "usec");
    if (count.isEmpty() || micros.isEmpty()) {
      return;
    }
    var family = out.summary("redis_latency_percentiles_usec", "Latency, by command");
    pairs.forEach((percentile, text) -> {
      Optional<Double> quantile =
          percentile.startsWith("p") ? RedisText.number(percentile.substring(1)) : Optional.empty();
      Optional<Double> value = RedisText.number(text);
      if (quantile.isPresent() && value.isPresent()) {
        family.add(value.get(), "cmd", command, "quantile", shortest(quantile.get()));
      }
    });
    family.addTotals(count.get().longValue(), micros.get(), "cmd", command);
  }

  private static String shortest(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private void database(String name, Map<String, String> pairs) {
    keys(name, value(pairs, "keys").orElse(0.0), value(pairs, "expires").orElse(0.0));
    value(pairs, "avg_ttl")
        .ifPresent(millis ->
            out.gauge("redis_db_avg_ttl_seconds", "Average time to live of keys that expire")
                .add(millis / 1e3, "db", name));
  }

  private void keys(String database, double keys, double expiring) {
    out.gauge("redis_db_keys", "Keys, by database").add(keys, "db", database);
    out.gauge("redis_db_keys_expiring", "Keys that expire, by database")
        .add(expiring, "db", database);
  }

  private void connectedReplica(Map<String, String> pairs) {
    String[] labels = {
      "slave_ip", pairs.getOrDefault("ip", ""),
      "slave_port", pairs.getOrDefault("port", ""),
      "slave_state", pairs.getOrDefault("state", "")
    };
    value(pairs, "offset")
        .ifPresent(offset ->
            out.gauge("redis_connected_slave_offset_bytes", "Position of a replica")
                .add(offset, labels));
    value(pairs, "lag")
        .ifPresent(lag ->
            out.gauge("redis_connected_slave_lag_seconds", "Seconds since a replica was heard")
                .add(lag, labels));
  }

  /// What a replica says of its primary.
  private void replica() {
    if (!of("role").equals("slave")) {
      return;
    }
    String[] labels = {"master_host", of("master_host"), "master_port", of("master_port")};
    out.gauge("redis_slave_info", "Whom the server replicates")
        .add(
            1,
            "master_host",
            of("master_host"),
            "master_port",
            of("master_port"),
            "read_only",
            of("slave_read_only"));
    out.gauge("redis_master_link_up", "Whether the primary is connected")
        .add(of("master_link_status").equals("up") ? 1 : 0, labels);
    for (String field :
        new String[] {
          "master_last_io_seconds_ago", "master_sync_in_progress", "slave_repl_offset"
        }) {
      RedisText.number(of(field))
          .ifPresent(value -> out.gauge("redis_" + field, "INFO " + field).add(value, labels));
    }
  }
}
