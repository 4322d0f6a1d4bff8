package io.vigie.ingest.collect.postgresql;

import static io.vigie.ingest.collect.postgresql.PostgresQuery.Column.gauge;

import java.time.Duration;
import java.util.List;

/// Estimates of how much of a table or index is empty space that vacuum does not give back: its
/// pages, less those that its rows would need if they were written anew. Rows are reckoned from the
/// statistics that `analyze` leaves (average width of each column), and from how PostgreSQL lays
/// out a page (see "Database Page Layout" in its manual). Asked seldom, as it reads them all.
final class BloatQueries {
  private static final Duration GOOD_FOR = Duration.ofMinutes(10);

  private BloatQueries() {}

  /// @param max how many tables, and how many indexes
  static List<PostgresPart> all(int max) {
    return List.of(tables(max), indexes(max));
  }

  /// A row has a header of 23 bytes and a bitmap if something can be null, both and the data each
  /// rounded up to 8 bytes, and a pointer of 4; a page has a header of 24.
  private static PostgresQuery tables(int max) {
    return PostgresQuery.of(
            "table_bloat",
            """
            with widths as (
              select schemaname, tablename, sum((1 - null_frac) * avg_width) as width,
                count(*) as columns, bool_or(null_frac > 0) as nullable
              from pg_stats where not inherited group by schemaname, tablename
            ), tables as (
              select n.nspname, c.relname, c.relpages, c.reltuples,
                current_setting('block_size')::float8 as page,
                coalesce(substring(array_to_string(c.reloptions, ' ')
                  from 'fillfactor=([0-9]+)')::float8, 100) / 100 as fill,
                8 * ceil((23 + case when w.nullable then ceil(w.columns / 8.0) else 0 end) / 8.0)
                  + 8 * ceil(w.width / 8.0) + 4 as row_width
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
              join widths w on w.schemaname = n.nspname and w.tablename = c.relname
              where c.relkind in ('r', 'm') and c.relpages > 0 and c.reltuples >= 0
                and n.nspname not in ('pg_catalog', 'information_schema')
            ), needs as (
              select *, ceil(reltuples * row_width / ((page - 24) * fill)) as needed from tables
            )
            select current_database() as datname, nspname as schemaname, relname,
              greatest(0, relpages - needed) * page as bloat,
              greatest(0, relpages - needed) / relpages as ratio
            from needs order by relpages desc limit %d
            """
                .formatted(max),
            gauge("bloat", "pg_table_bloat_bytes", "Estimate of the empty space in the table"),
            gauge("ratio", "pg_table_bloat_ratio", "Estimate of the share that is empty"))
        .goodFor(GOOD_FOR);
  }

  /// An entry of a B-tree has a header of 8 bytes, its data rounded up to 8, and a pointer of 4; a
  /// page has a header of 24, 16 bytes of its own, and is filled to 90 %. One page is the root of
  /// all. What is indexed is a column of the table, or an expression with statistics of its own.
  private static PostgresQuery indexes(int max) {
    return PostgresQuery.of(
            "index_bloat",
            """
            with entries as (
              select n.nspname, t.relname, i.relname as indexrelname, i.relpages, i.reltuples,
                current_setting('block_size')::float8 as page,
                coalesce(substring(array_to_string(i.reloptions, ' ')
                  from 'fillfactor=([0-9]+)')::float8, 90) / 100 as fill,
                12 + 8 * ceil(sum((1 - s.null_frac) * s.avg_width) / 8.0) as entry_width
              from pg_index x
              join pg_class i on i.oid = x.indexrelid
              join pg_am m on m.oid = i.relam and m.amname = 'btree'
              join pg_class t on t.oid = x.indrelid
              join pg_namespace n on n.oid = t.relnamespace
              join pg_attribute ia on ia.attrelid = i.oid
              left join pg_attribute ta on ta.attrelid = t.oid
                and ta.attnum = x.indkey[ia.attnum - 1] and ta.attnum > 0
              join pg_stats s on s.schemaname = n.nspname and not s.inherited
                and s.tablename = case when ta.attname is null then i.relname else t.relname end
                and s.attname = coalesce(ta.attname, ia.attname)
              where i.relpages > 0 and i.reltuples >= 0
                and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
              group by 1, 2, 3, 4, 5, 6, 7
            ), needs as (
              select *, 1 + ceil(reltuples * entry_width / ((page - 40) * fill)) as needed
              from entries
            )
            select current_database() as datname, nspname as schemaname, relname, indexrelname,
              greatest(0, relpages - needed) * page as bloat,
              greatest(0, relpages - needed) / relpages as ratio
            from needs order by relpages desc limit %d
            """
                .formatted(max),
            gauge("bloat", "pg_index_bloat_bytes", "Estimate of the empty space in the index"),
            gauge("ratio", "pg_index_bloat_ratio", "Estimate of the share that is empty"))
        .goodFor(GOOD_FOR);
  }
}
