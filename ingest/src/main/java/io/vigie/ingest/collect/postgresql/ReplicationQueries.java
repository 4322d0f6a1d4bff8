package io.vigie.ingest.collect.postgresql;

import static io.vigie.ingest.collect.postgresql.PostgresQuery.Column.gauge;

import java.util.List;

/// How far replicas are behind. Names are those of postgres_exporter.
final class ReplicationQueries {
  private ReplicationQueries() {}

  static List<PostgresPart> all() {
    return List.of(own(), standbys(), slots());
  }

  /// A replica that has replayed all that it received is not behind, however long ago that was.
  private static PostgresQuery own() {
    return PostgresQuery.of(
        "replication",
        """
        select pg_is_in_recovery()::int as is_replica,
          case
            when not pg_is_in_recovery() then 0
            when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
            else greatest(0, extract(epoch from now() - pg_last_xact_replay_timestamp()))
          end as lag
        """,
        gauge("lag", "pg_replication_lag_seconds", "How far behind its primary a replica is"),
        gauge("is_replica", "pg_replication_is_replica", "Whether the server is a replica"));
  }

  private static PostgresQuery standbys() {
    String prefix = "pg_stat_replication_";
    return PostgresQuery.of(
        "stat_replication",
        """
        select r.application_name, r.client_addr::text as client_addr, r.state, s.slot_name,
          max(pg_wal_lsn_diff(w.now_at, '0/0')) as wal_position,
          max(pg_wal_lsn_diff(w.now_at, r.replay_lsn)) as behind,
          max(extract(epoch from r.replay_lag)) as replay_lag
        from pg_stat_replication r
        left join pg_replication_slots s on s.active_pid = r.pid
        cross join (select case when pg_is_in_recovery() then pg_last_wal_receive_lsn()
          else pg_current_wal_lsn() end as now_at) w
        group by 1, 2, 3, 4
        """,
        gauge("wal_position", prefix + "pg_current_wal_lsn_bytes", "WAL position in bytes"),
        gauge("behind", prefix + "pg_wal_lsn_diff", "Bytes that the standby is behind"),
        gauge("replay_lag", prefix + "replay_lag_seconds", "Seconds that the standby is behind"));
  }

  private static PostgresQuery slots() {
    return PostgresQuery.of(
        "replication_slots",
        """
        select slot_name, database, active::int as active,
          pg_wal_lsn_diff(case when pg_is_in_recovery() then pg_last_wal_receive_lsn()
            else pg_current_wal_lsn() end, restart_lsn) as retained
        from pg_replication_slots
        """,
        gauge("active", "pg_replication_slots_active", "Whether the slot is in use"),
        gauge(
            "retained",
            "pg_replication_slots_pg_wal_lsn_diff",
            "Bytes of WAL that are kept for the slot"));
  }
}
