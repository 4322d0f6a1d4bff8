package io.vigie.ingest.collect.redis;

import io.vigie.ingest.collect.ExpositionWriter;
import io.vigie.ingest.collect.ExpositionWriter.Family;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which field of `INFO` is which metric, in the names of redis_exporter. A field without a name of
/// its own is the metric of its name.
final class InfoFields {
  private static final Map<String, String> GAUGES =
      fields(
          """
          uptime_in_seconds
          process_id
          io_threads_active
          connected_clients
          blocked_clients
          tracking_clients
          clients_in_timeout_table
          client_longest_output_list
          client_biggest_input_buf
          client_recent_max_output_buffer client_recent_max_output_buffer_bytes
          client_recent_max_input_buffer client_recent_max_input_buffer_bytes
          allocator_active allocator_active_bytes
          allocator_allocated allocator_allocated_bytes
          allocator_resident allocator_resident_bytes
          allocator_frag_ratio
          allocator_frag_bytes
          allocator_rss_ratio
          allocator_rss_bytes
          used_memory memory_used_bytes
          used_memory_rss memory_used_rss_bytes
          used_memory_peak memory_used_peak_bytes
          used_memory_lua memory_used_lua_bytes
          used_memory_overhead memory_used_overhead_bytes
          used_memory_startup memory_used_startup_bytes
          used_memory_dataset memory_used_dataset_bytes
          used_memory_scripts memory_used_scripts_bytes
          number_of_cached_scripts
          maxmemory memory_max_bytes
          mem_fragmentation_ratio
          mem_fragmentation_bytes
          mem_clients_slaves
          mem_clients_normal
          expired_stale_perc expired_stale_percentage
          mem_not_counted_for_evict mem_not_counted_for_eviction_bytes
          lazyfree_pending_objects
          active_defrag_running
          migrate_cached_sockets migrate_cached_sockets_total
          active_defrag_hits defrag_hits
          active_defrag_misses defrag_misses
          active_defrag_key_hits defrag_key_hits
          active_defrag_key_misses defrag_key_misses
          expired_time_cap_reached_count expired_time_cap_reached_total
          loading loading_dump_file
          rdb_changes_since_last_save
          rdb_bgsave_in_progress
          rdb_last_save_time rdb_last_save_timestamp_seconds
          rdb_last_bgsave_status
          rdb_last_bgsave_time_sec rdb_last_bgsave_duration_sec
          rdb_current_bgsave_time_sec rdb_current_bgsave_duration_sec
          rdb_last_cow_size rdb_last_cow_size_bytes
          aof_enabled
          aof_rewrite_in_progress
          aof_rewrite_scheduled
          aof_last_rewrite_time_sec aof_last_rewrite_duration_sec
          aof_current_rewrite_time_sec aof_current_rewrite_duration_sec
          aof_last_cow_size aof_last_cow_size_bytes
          aof_current_size aof_current_size_bytes
          aof_base_size aof_base_size_bytes
          aof_pending_rewrite
          aof_buffer_length
          aof_rewrite_buffer_length
          aof_pending_bio_fsync
          aof_delayed_fsync
          aof_last_bgrewrite_status
          aof_last_write_status
          module_fork_in_progress
          module_fork_last_cow_size
          pubsub_channels
          pubsub_patterns
          tracking_total_keys
          tracking_total_items
          tracking_total_prefixes
          connected_slaves
          repl_backlog_size replication_backlog_bytes
          repl_backlog_active repl_backlog_is_active
          repl_backlog_first_byte_offset
          repl_backlog_histlen repl_backlog_history_bytes
          master_repl_offset
          second_repl_offset
          slave_expires_tracked_keys
          slave_priority
          sync_full replica_resyncs_full
          sync_partial_ok replica_partial_resync_accepted
          sync_partial_err replica_partial_resync_denied
          cluster_enabled
          cluster_stats_messages_sent cluster_messages_sent_total
          cluster_stats_messages_received cluster_messages_received_total
          cluster_slots_assigned
          cluster_slots_ok
          cluster_slots_pfail
          cluster_slots_fail
          cluster_connections
          cluster_known_nodes
          cluster_size
          cluster_current_epoch
          cluster_my_epoch
          cluster_state
          """);

  private static final Map<String, String> COUNTERS =
      fields(
          """
          total_connections_received connections_received_total
          total_commands_processed commands_processed_total
          rejected_connections rejected_connections_total
          total_net_input_bytes net_input_bytes_total
          total_net_output_bytes net_output_bytes_total
          expired_keys expired_keys_total
          evicted_keys evicted_keys_total
          keyspace_hits keyspace_hits_total
          keyspace_misses keyspace_misses_total
          used_cpu_sys cpu_sys_seconds_total
          used_cpu_user cpu_user_seconds_total
          used_cpu_sys_children cpu_sys_children_seconds_total
          used_cpu_user_children cpu_user_children_seconds_total
          used_cpu_sys_main_thread cpu_sys_main_thread_seconds_total
          used_cpu_user_main_thread cpu_user_main_thread_seconds_total
          unexpected_error_replies
          total_error_replies
          total_reads_processed
          total_writes_processed
          io_threaded_reads_processed
          io_threaded_writes_processed
          dump_payload_sanitizations
          """);

  private InfoFields() {}

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new HashMap<>();
    text.lines()
        .map(line -> line.strip().split(" ", -1))
        .forEach(line -> fields.put(line[0], "redis_" + line[line.length - 1]));
    return Map.copyOf(fields);
  }

  /// Writes a field, if it is a metric.
  static void write(String field, String text, ExpositionWriter out) {
    Optional<Double> value = number(text);
    if (value.isEmpty()) {
      return;
    }
    if (field.equals("latest_fork_usec")) {
      out.gauge("redis_latest_fork_seconds", "Duration of the last fork").add(value.get() / 1e6);
      return;
    }
    family(field, out).ifPresent(family -> family.add(value.get()));
  }

  private static Optional<Family> family(String field, ExpositionWriter out) {
    String help = "INFO " + field;
    return Optional.ofNullable(COUNTERS.get(field))
        .map(name -> out.counter(name, help))
        .or(() -> Optional.ofNullable(GAUGES.get(field)).map(name -> out.gauge(name, help)));
  }

  private static Optional<Double> number(String text) {
    return switch (text) {
      case "ok", "true" -> Optional.of(1.0);
      case "err", "fail", "false" -> Optional.of(0.0);
      default -> RedisText.number(text);
    };
  }
}
