package io.vigie.ingest.collect.postgresql;

import static io.vigie.ingest.collect.postgresql.PostgresQuery.Column.counter;
import static io.vigie.ingest.collect.postgresql.PostgresQuery.Column.gauge;

import java.util.List;

/// Tables and indexes of the database that is connected to, the largest first. Names are those of
/// postgres_exporter where it has them.
final class TableQueries {
  private TableQueries() {}

  /// @param max how many tables, and how many indexes
  static List<PostgresPart> all(int max) {
    return List.of(tables(max), tableReads(max), indexes(max), indexUsage());
  }

  private static PostgresQuery tables(int max) {
    String prefix = "pg_stat_user_tables_";
    return PostgresQuery.of(
        "stat_user_tables",
        """
        select current_database() as datname, schemaname, relname,
          seq_scan, seq_tup_read, coalesce(idx_scan, 0) as idx_scan,
          coalesce(idx_tup_fetch, 0) as idx_tup_fetch, n_tup_ins, n_tup_upd, n_tup_del,
          n_tup_hot_upd, n_live_tup, n_dead_tup, n_mod_since_analyze,
          coalesce(extract(epoch from last_vacuum), 0) as last_vacuum,
          coalesce(extract(epoch from last_autovacuum), 0) as last_autovacuum,
          coalesce(extract(epoch from last_analyze), 0) as last_analyze,
          coalesce(extract(epoch from last_autoanalyze), 0) as last_autoanalyze,
          vacuum_count, autovacuum_count, analyze_count, autoanalyze_count,
          pg_table_size(relid) as table_size, pg_indexes_size(relid) as index_size
        from (select * from pg_stat_user_tables
          order by (select relpages from pg_class where oid = relid) desc limit %d) t
        """
            .formatted(max),
        counter("seq_scan", prefix + "seq_scan", "Sequential scans"),
        counter("seq_tup_read", prefix + "seq_tup_read", "Rows read by sequential scans"),
        counter("idx_scan", prefix + "idx_scan", "Index scans"),
        counter("idx_tup_fetch", prefix + "idx_tup_fetch", "Rows fetched by index scans"),
        counter("n_tup_ins", prefix + "n_tup_ins", "Rows inserted"),
        counter("n_tup_upd", prefix + "n_tup_upd", "Rows updated"),
        counter("n_tup_del", prefix + "n_tup_del", "Rows deleted"),
        counter("n_tup_hot_upd", prefix + "n_tup_hot_upd", "Rows updated without index entries"),
        gauge("n_live_tup", prefix + "n_live_tup", "Estimate of live rows"),
        gauge("n_dead_tup", prefix + "n_dead_tup", "Estimate of dead rows"),
        gauge("n_mod_since_analyze", prefix + "n_mod_since_analyze", "Rows changed since analyze"),
        gauge("last_vacuum", prefix + "last_vacuum", "When it was vacuumed by hand"),
        gauge("last_autovacuum", prefix + "last_autovacuum", "When it was vacuumed by itself"),
        gauge("last_analyze", prefix + "last_analyze", "When it was analyzed by hand"),
        gauge("last_autoanalyze", prefix + "last_autoanalyze", "When it was analyzed by itself"),
        counter("vacuum_count", prefix + "vacuum_count", "Vacuums by hand"),
        counter("autovacuum_count", prefix + "autovacuum_count", "Vacuums by itself"),
        counter("analyze_count", prefix + "analyze_count", "Analyzes by hand"),
        counter("autoanalyze_count", prefix + "autoanalyze_count", "Analyzes by itself"),
        gauge("table_size", prefix + "table_size_bytes", "Disk space of the table"),
        gauge("index_size", prefix + "index_size_bytes", "Disk space of all its indexes"));
  }

  private static PostgresQuery tableReads(int max) {
    String prefix = "pg_statio_user_tables_";
    return PostgresQuery.of(
        "statio_user_tables",
        """
        select current_database() as datname, schemaname, relname, heap_blks_read, heap_blks_hit,
          idx_blks_read, idx_blks_hit, toast_blks_read, toast_blks_hit, tidx_blks_read,
          tidx_blks_hit
        from (select * from pg_statio_user_tables
          order by (select relpages from pg_class where oid = relid) desc limit %d) t
        """
            .formatted(max),
        counter("heap_blks_read", prefix + "heap_blocks_read", "Blocks of the table read"),
        counter("heap_blks_hit", prefix + "heap_blocks_hit", "Blocks of the table in cache"),
        counter("idx_blks_read", prefix + "idx_blocks_read", "Blocks of its indexes read"),
        counter("idx_blks_hit", prefix + "idx_blocks_hit", "Blocks of its indexes in cache"),
        counter("toast_blks_read", prefix + "toast_blocks_read", "Blocks of its TOAST read"),
        counter("toast_blks_hit", prefix + "toast_blocks_hit", "Blocks of its TOAST in cache"),
        counter("tidx_blks_read", prefix + "tidx_blocks_read", "Blocks of TOAST indexes read"),
        counter("tidx_blks_hit", prefix + "tidx_blocks_hit", "Blocks of TOAST indexes in cache"));
  }

  private static PostgresQuery indexes(int max) {
    return PostgresQuery.of(
        "stat_user_indexes",
        """
        select current_database() as datname, s.schemaname, s.relname, s.indexrelname, s.idx_scan,
          io.idx_blks_read, io.idx_blks_hit, pg_relation_size(s.indexrelid) as size
        from (select * from pg_stat_user_indexes
          order by (select relpages from pg_class where oid = indexrelid) desc limit %d) s
        join pg_statio_user_indexes io on io.indexrelid = s.indexrelid
        """
            .formatted(max),
        counter("idx_scan", "pg_stat_user_indexes_idx_scan", "Scans of the index"),
        counter("idx_blks_read", "pg_statio_user_indexes_idx_blks_read_total", "Blocks read"),
        counter("idx_blks_hit", "pg_statio_user_indexes_idx_blks_hit_total", "Blocks in cache"),
        gauge("size", "pg_stat_user_indexes_size_bytes", "Disk space of the index"));
  }

  private static PostgresQuery indexUsage() {
    return PostgresQuery.of(
        "index_usage",
        """
        select current_database() as datname,
          sum(idx_scan)::float8 / nullif(sum(coalesce(idx_scan, 0) + seq_scan), 0) as usage
        from pg_stat_user_tables
        """,
        gauge(
            "usage",
            "pg_index_usage_ratio",
            "Share of scans of tables that used an index, since the reset"));
  }
}
