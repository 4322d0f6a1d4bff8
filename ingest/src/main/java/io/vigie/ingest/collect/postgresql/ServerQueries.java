package io.vigie.ingest.collect.postgresql;

import static io.vigie.ingest.collect.postgresql.PostgresQuery.Column.counter;
import static io.vigie.ingest.collect.postgresql.PostgresQuery.Column.gauge;

import java.util.List;

/// What concerns the whole server, and each of its databases. Names are those of postgres_exporter.
final class ServerQueries {
  private static final int VERSION_12 = 120_000;
  private static final int VERSION_14 = 140_000;
  private static final int VERSION_17 = 170_000;

  private ServerQueries() {}

  static List<PostgresPart> all() {
    return List.of(
        databases(),
        databaseStatistics(),
        checksums(),
        sessions(),
        conflicts(),
        locks(),
        connections(),
        longTransactions(),
        archiver(),
        backgroundWriter(),
        backgroundWriterSince17(),
        checkpointer(),
        postmaster());
  }

  /// The size of a database is told only to those who may connect to it, or read all statistics.
  private static PostgresQuery databases() {
    return PostgresQuery.of(
        "database",
        """
        select datname, datconnlimit,
          case when has_database_privilege(oid, 'CONNECT') or pg_has_role('pg_read_all_stats', 'MEMBER')
            then pg_database_size(oid) end as size
        from pg_database
        """,
        gauge("size", "pg_database_size_bytes", "Disk space used by the database"),
        gauge(
            "datconnlimit",
            "pg_database_connection_limit",
            "Connections that the database allows; -1 is no limit"));
  }

  private static PostgresQuery databaseStatistics() {
    String prefix = "pg_stat_database_";
    return PostgresQuery.of(
        "stat_database",
        """
        select datid, datname, numbackends, xact_commit, xact_rollback, blks_read, blks_hit,
          tup_returned, tup_fetched, tup_inserted, tup_updated, tup_deleted, conflicts,
          temp_files, temp_bytes, deadlocks, blk_read_time, blk_write_time,
          extract(epoch from stats_reset) as stats_reset,
          blks_hit::float8 / nullif(blks_hit + blks_read, 0) as cache_hit_ratio
        from pg_stat_database
        """,
        gauge("numbackends", prefix + "numbackends", "Connections to the database now"),
        counter("xact_commit", prefix + "xact_commit", "Transactions committed"),
        counter("xact_rollback", prefix + "xact_rollback", "Transactions rolled back"),
        counter("blks_read", prefix + "blks_read", "Blocks read from disk"),
        counter("blks_hit", prefix + "blks_hit", "Blocks found in the buffer cache"),
        counter("tup_returned", prefix + "tup_returned", "Rows read by scans"),
        counter("tup_fetched", prefix + "tup_fetched", "Rows fetched by index scans"),
        counter("tup_inserted", prefix + "tup_inserted", "Rows inserted"),
        counter("tup_updated", prefix + "tup_updated", "Rows updated"),
        counter("tup_deleted", prefix + "tup_deleted", "Rows deleted"),
        counter("conflicts", prefix + "conflicts", "Queries cancelled for recovery on a standby"),
        counter("temp_files", prefix + "temp_files", "Temporary files written by queries"),
        counter("temp_bytes", prefix + "temp_bytes", "Bytes written to temporary files"),
        counter("deadlocks", prefix + "deadlocks", "Deadlocks detected"),
        counter("blk_read_time", prefix + "blk_read_time", "Milliseconds spent reading blocks"),
        counter("blk_write_time", prefix + "blk_write_time", "Milliseconds spent writing blocks"),
        counter("stats_reset", prefix + "stats_reset", "When these figures were reset"),
        gauge(
            "cache_hit_ratio",
            prefix + "cache_hit_ratio",
            "Share of blocks that were in the buffer cache, since the reset"));
  }

  private static PostgresQuery checksums() {
    String prefix = "pg_stat_database_";
    return PostgresQuery.of(
            "stat_database_checksums",
            """
            select datid, datname, checksum_failures,
              extract(epoch from checksum_last_failure) as checksum_last_failure
            from pg_stat_database
            """,
            counter("checksum_failures", prefix + "checksum_failures", "Pages that were damaged"),
            gauge(
                "checksum_last_failure",
                prefix + "checksum_last_failure",
                "When the last damaged page was found"))
        .since(VERSION_12);
  }

  private static PostgresQuery sessions() {
    String prefix = "pg_stat_database_";
    return PostgresQuery.of(
            "stat_database_sessions",
            """
            select datid, datname, session_time, active_time, idle_in_transaction_time,
              sessions, sessions_abandoned, sessions_fatal, sessions_killed
            from pg_stat_database
            """,
            counter("session_time", prefix + "session_time", "Milliseconds of all sessions"),
            counter("active_time", prefix + "active_time", "Milliseconds spent in statements"),
            counter(
                "idle_in_transaction_time",
                prefix + "idle_in_transaction_time",
                "Milliseconds spent idle in transactions"),
            counter("sessions", prefix + "sessions", "Sessions begun"),
            counter("sessions_abandoned", prefix + "sessions_abandoned", "Ended: client was lost"),
            counter("sessions_fatal", prefix + "sessions_fatal", "Ended: fatal error"),
            counter("sessions_killed", prefix + "sessions_killed", "Ended: by an operator"))
        .since(VERSION_14);
  }

  private static PostgresQuery conflicts() {
    String prefix = "pg_stat_database_conflicts_";
    return PostgresQuery.of(
        "stat_database_conflicts",
        """
        select datid, datname, confl_tablespace, confl_lock, confl_snapshot, confl_bufferpin,
          confl_deadlock
        from pg_stat_database_conflicts
        """,
        counter("confl_tablespace", prefix + "confl_tablespace", "Cancelled: tablespace dropped"),
        counter("confl_lock", prefix + "confl_lock", "Cancelled: lock timeout"),
        counter("confl_snapshot", prefix + "confl_snapshot", "Cancelled: snapshot too old"),
        counter("confl_bufferpin", prefix + "confl_bufferpin", "Cancelled: pinned buffer"),
        counter("confl_deadlock", prefix + "confl_deadlock", "Cancelled: deadlock"));
  }

  /// Also those that nobody holds: a series that comes and goes cannot be averaged.
  private static PostgresQuery locks() {
    return PostgresQuery.of(
        "locks",
        """
        select d.datname, m.mode, count(l.mode) as held
        from pg_database d
        cross join (values ('accesssharelock'), ('rowsharelock'), ('rowexclusivelock'),
          ('shareupdateexclusivelock'), ('sharelock'), ('sharerowexclusivelock'),
          ('exclusivelock'), ('accessexclusivelock'), ('sireadlock')) m(mode)
        left join pg_locks l on l.database = d.oid and lower(l.mode) = m.mode
        group by d.datname, m.mode
        """,
        gauge("held", "pg_locks_count", "Number of locks"));
  }

  private static PostgresQuery connections() {
    return PostgresQuery.of(
        "stat_activity",
        """
        select d.datname, s.state, count(a.pid) as connections,
          coalesce(max(extract(epoch from now() - a.xact_start)), 0) as longest
        from pg_database d
        cross join (values ('active'), ('idle'), ('idle in transaction'),
          ('idle in transaction (aborted)'), ('fastpath function call'), ('disabled')) s(state)
        left join pg_stat_activity a
          on a.datid = d.oid and a.state = s.state and a.pid <> pg_backend_pid()
        group by d.datname, s.state
        """,
        gauge("connections", "pg_stat_activity_count", "Connections in this state, but this one"),
        gauge(
            "longest",
            "pg_stat_activity_max_tx_duration",
            "Seconds that the longest open transaction has been going on"));
  }

  private static PostgresQuery longTransactions() {
    return PostgresQuery.of(
        "long_running_transactions",
        """
        select count(*) as transactions,
          coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0) as oldest
        from pg_stat_activity
        where state is distinct from 'idle' and query not like 'autovacuum:%'
          and xact_start is not null and pid <> pg_backend_pid()
        """,
        gauge("transactions", "pg_long_running_transactions", "Transactions that are open"),
        gauge(
            "oldest",
            "pg_long_running_transactions_oldest_timestamp_seconds",
            "Age of the oldest open transaction"));
  }

  private static PostgresQuery archiver() {
    return PostgresQuery.of(
        "stat_archiver",
        """
        select archived_count, failed_count,
          extract(epoch from now() - last_archived_time) as last_archive_age
        from pg_stat_archiver
        """,
        counter("archived_count", "pg_stat_archiver_archived_count", "WAL files archived"),
        counter("failed_count", "pg_stat_archiver_failed_count", "Archiving attempts that failed"),
        gauge(
            "last_archive_age",
            "pg_stat_archiver_last_archive_age",
            "Seconds since a WAL file was archived"));
  }

  private static PostgresQuery backgroundWriter() {
    String prefix = "pg_stat_bgwriter_";
    return PostgresQuery.of(
            "stat_bgwriter",
            """
            select checkpoints_timed, checkpoints_req, checkpoint_write_time,
              checkpoint_sync_time, buffers_checkpoint, buffers_clean, maxwritten_clean,
              buffers_backend, buffers_backend_fsync, buffers_alloc,
              extract(epoch from stats_reset) as stats_reset
            from pg_stat_bgwriter
            """,
            counter("checkpoints_timed", prefix + "checkpoints_timed_total", "Due by time"),
            counter("checkpoints_req", prefix + "checkpoints_req_total", "Requested"),
            counter(
                "checkpoint_write_time",
                prefix + "checkpoint_write_time_total",
                "Milliseconds that checkpoints spent writing"),
            counter(
                "checkpoint_sync_time",
                prefix + "checkpoint_sync_time_total",
                "Milliseconds that checkpoints spent synchronizing"),
            counter(
                "buffers_checkpoint",
                prefix + "buffers_checkpoint_total",
                "Buffers written by checkpoints"),
            counter("buffers_clean", prefix + "buffers_clean_total", "Buffers written by it"),
            counter("maxwritten_clean", prefix + "maxwritten_clean_total", "Stops at its limit"),
            counter(
                "buffers_backend",
                prefix + "buffers_backend_total",
                "Buffers that backends had to write themselves"),
            counter(
                "buffers_backend_fsync",
                prefix + "buffers_backend_fsync_total",
                "Times that backends had to synchronize themselves"),
            counter("buffers_alloc", prefix + "buffers_alloc_total", "Buffers allocated"),
            counter("stats_reset", prefix + "stats_reset_total", "When this was reset"))
        .before(VERSION_17);
  }

  private static PostgresQuery backgroundWriterSince17() {
    String prefix = "pg_stat_bgwriter_";
    return PostgresQuery.of(
            "stat_bgwriter",
            """
            select buffers_clean, maxwritten_clean, buffers_alloc,
              extract(epoch from stats_reset) as stats_reset
            from pg_stat_bgwriter
            """,
            counter("buffers_clean", prefix + "buffers_clean_total", "Buffers written by it"),
            counter("maxwritten_clean", prefix + "maxwritten_clean_total", "Stops at its limit"),
            counter("buffers_alloc", prefix + "buffers_alloc_total", "Buffers allocated"),
            counter("stats_reset", prefix + "stats_reset_total", "When this was reset"))
        .since(VERSION_17);
  }

  private static PostgresQuery checkpointer() {
    String prefix = "pg_stat_checkpointer_";
    return PostgresQuery.of(
            "stat_checkpointer",
            """
            select num_timed, num_requested, restartpoints_timed, restartpoints_req,
              restartpoints_done, write_time, sync_time, buffers_written,
              extract(epoch from stats_reset) as stats_reset
            from pg_stat_checkpointer
            """,
            counter("num_timed", prefix + "num_timed_total", "Checkpoints due by time"),
            counter("num_requested", prefix + "num_requested_total", "Checkpoints requested"),
            counter("restartpoints_timed", prefix + "restartpoints_timed_total", "Due by time"),
            counter("restartpoints_req", prefix + "restartpoints_req_total", "Requested"),
            counter("restartpoints_done", prefix + "restartpoints_done_total", "Performed"),
            counter("write_time", prefix + "write_time_total", "Milliseconds spent writing"),
            counter("sync_time", prefix + "sync_time_total", "Milliseconds spent synchronizing"),
            counter("buffers_written", prefix + "buffers_written_total", "Buffers written"),
            counter("stats_reset", prefix + "stats_reset_total", "When this was reset"))
        .since(VERSION_17);
  }

  private static PostgresQuery postmaster() {
    return PostgresQuery.of(
        "postmaster",
        "select extract(epoch from pg_postmaster_start_time()) as started",
        gauge("started", "pg_postmaster_start_time_seconds", "When the server was started"));
  }
}
