package io.vigie.server.views;

import io.vigie.server.views.FieldMapping.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Fields for the metric names that are usual: node_exporter's and the built-in host collector's
/// for machines, those of Prometheus' client libraries for applications, and for the business what
/// the platforms call it. Several names are tried with `or`, since each platform has its own.
final class UsualFields {
  private static final String REQUESTS = "sum(rate(http_requests_total[5m]))";

  private UsualFields() {}

  static Map<View, Map<String, String>> all() {
    return Map.of(
        View.SYSTEM, system(), View.APPLICATION, application(), View.BUSINESS, business());
  }

  private static Map<String, String> system() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(
        "cpu.usagePercent", "100 * (1 - avg(rate(node_cpu_seconds_total{mode=\"idle\"}[5m])))");
    fields.put(
        "cpu.perCorePercent",
        "100 * (1 - avg by (cpu) (rate(node_cpu_seconds_total{mode=\"idle\"}[5m])))");
    fields.put("cpu.cores", "count(count by (instance, cpu) (node_cpu_seconds_total))");
    fields.put("load.oneMinute", "avg(node_load1)");
    fields.put("load.fiveMinutes", "avg(node_load5)");
    fields.put("load.fifteenMinutes", "avg(node_load15)");
    fields.put("memory.totalBytes", "sum(node_memory_MemTotal_bytes)");
    fields.put("memory.availableBytes", "sum(node_memory_MemAvailable_bytes)");
    fields.put(
        "memory.usagePercent",
        "100 * (1 - sum(node_memory_MemAvailable_bytes) / sum(node_memory_MemTotal_bytes))");
    fields.put(
        "memory.swapUsedBytes", "sum(node_memory_SwapTotal_bytes - node_memory_SwapFree_bytes)");
    fields.put(
        "disk.usagePercent",
        "max by (mountpoint) (100 * (1 - node_filesystem_avail_bytes{fstype!~\"tmpfs|overlay|squashfs\"}"
            + " / (node_filesystem_size_bytes{fstype!~\"tmpfs|overlay|squashfs\"} > 0)))");
    fields.put("disk.readBytesPerSecond", "sum(rate(node_disk_read_bytes_total[5m]))");
    fields.put("disk.writtenBytesPerSecond", "sum(rate(node_disk_written_bytes_total[5m]))");
    fields.put(
        "network.receivedBytesPerSecond",
        "sum(rate(node_network_receive_bytes_total{device!=\"lo\"}[5m]))");
    fields.put(
        "network.sentBytesPerSecond",
        "sum(rate(node_network_transmit_bytes_total{device!=\"lo\"}[5m]))");
    fields.put("uptimeSeconds", "min(time() - node_boot_time_seconds)");
    return fields;
  }

  private static Map<String, String> application() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("requests.total", "sum(http_requests_total)");
    fields.put("requests.perSecond", REQUESTS);
    fields.put("errors.clientRatio", ratioOf("4.."));
    fields.put("errors.serverRatio", ratioOf("5.."));
    for (int percent : List.of(50, 90, 95, 99)) {
      fields.put(
          "responseTime.p" + percent + "Seconds",
          "histogram_quantile(0."
              + percent
              + ", sum by (le) (rate(http_request_duration_seconds_bucket[5m])))");
    }
    fields.put(
        "connections.active",
        "sum(active_connections) or sum(http_active_connections)"
            + " or sum(websocket_connections_active)");
    database(fields);
    cache(fields);
    return fields;
  }

  /// What applications say of their database, or else what the collector or postgres_exporter does.
  private static void database(Map<String, String> fields) {
    fields.put(
        "database.connectionsActive",
        "sum(database_connections_active) or sum(pg_stat_activity_count{state=\"active\"})");
    fields.put("database.connectionsIdle", "sum(pg_stat_activity_count{state=\"idle\"})");
    fields.put("database.connectionsMax", "sum(pg_settings_max_connections)");
    fields.put(
        "database.queryP95Seconds",
        "histogram_quantile(0.95,"
            + " sum by (le) (rate(database_query_duration_seconds_bucket[5m])))");
    fields.put(
        "database.queryAverageSeconds",
        "sum(rate(pg_statements_seconds_total[5m])) / (sum(rate(pg_statements_total[5m])) > 0)");
    fields.put("database.queriesPerSecond", "sum by (kind) (rate(pg_statements_total[5m]))");
    fields.put("database.slowQueries", "sum(pg_slow_queries)");
    fields.put(
        "database.cacheHitRatio",
        "sum(rate(pg_stat_database_blks_hit[5m]))"
            + " / (sum(rate(pg_stat_database_blks_hit[5m]) + rate(pg_stat_database_blks_read[5m])) > 0)");
    fields.put("database.indexUsageRatio", "avg(pg_index_usage_ratio)");
    fields.put("database.tableBloatBytes", "sum(pg_table_bloat_bytes)");
    fields.put("database.indexBloatBytes", "sum(pg_index_bloat_bytes)");
    fields.put("database.deadlocks", "sum(pg_stat_database_deadlocks)");
    fields.put(
        "database.replicationLagSeconds",
        "max(pg_stat_replication_replay_lag_seconds) or max(pg_replication_lag_seconds)");
    fields.put("database.sizeBytes", "sum by (datname) (pg_database_size_bytes)");
  }

  /// What the collector of Redis, or redis_exporter, says.
  private static void cache(Map<String, String> fields) {
    fields.put("cache.memoryUsedBytes", "sum(redis_memory_used_bytes)");
    fields.put("cache.memoryMaxBytes", "sum(redis_memory_max_bytes)");
    fields.put("cache.clients", "sum(redis_connected_clients)");
    fields.put("cache.commandsPerSecond", "sum(rate(redis_commands_processed_total[5m]))");
    fields.put(
        "cache.hitRatio",
        "sum(rate(redis_keyspace_hits_total[5m]))"
            + " / (sum(rate(redis_keyspace_hits_total[5m]) + rate(redis_keyspace_misses_total[5m])) > 0)");
    fields.put("cache.evictionsPerSecond", "sum(rate(redis_evicted_keys_total[5m]))");
  }

  /// The label of the status is called differently by different libraries. Without an error there
  /// is no such series, and the ratio is 0, as long as there are requests.
  private static String ratioOf(String status) {
    return "(sum(rate(http_requests_total{status=~\"%1$s\"}[5m]))".formatted(status)
        + " or sum(rate(http_requests_total{status_code=~\"%1$s\"}[5m]))".formatted(status)
        + " or sum(rate(http_requests_total{code=~\"%1$s\"}[5m]))".formatted(status)
        + " or 0 * "
        + REQUESTS
        + ") / "
        + REQUESTS;
  }

  private static Map<String, String> business() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("bookings.created", any("bookings_created_total", "bookings_total"));
    fields.put("bookings.completed", any("bookings_completed_total"));
    fields.put("bookings.cancelled", any("bookings_cancelled_total"));
    fields.put("events.created", any("events_created_total"));
    fields.put("tickets.generated", any("tickets_generated_total"));
    fields.put("revenue.total", any("revenue_total", "digitallz_revenue_total"));
    fields.put("users.active", any("active_users", "active_users_total", "users_active"));
    fields.put("users.registered", any("user_registrations_total", "digitallz_users_total"));
    fields.put("conversionRate", "avg(conversion_rate) or avg(digitallz_conversion_rate)");
    fields.put("customerSatisfaction", "avg(customer_satisfaction_score)");
    return fields;
  }

  private static String any(String... names) {
    return "sum(" + String.join(") or sum(", names) + ")";
  }
}
