package io.vigie.ingest.collect.postgresql;

import io.vigie.ingest.collect.ExpositionWriter;
import io.vigie.ingest.collect.ExpositionWriter.Family;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Statements by kind (`select`, `insert`, …) and queries that are slow. The former needs the
/// extension `pg_stat_statements`; a server without it has none.
///
/// The extension forgets statements that have become rare, which makes its sums fall. What it
/// forgets is not taken back here: a counter that falls would be taken for a restart, and all of it
/// be counted again.
final class StatementsPart implements PostgresPart {
  private static final int VERSION_13 = 130_000;

  private static final String SLOW_NOW =
      """
      select d.datname, count(a.pid) as slow
      from pg_database d
      left join pg_stat_activity a on a.datid = d.oid and a.state = 'active'
        and a.backend_type = 'client backend' and a.pid <> pg_backend_pid()
        and clock_timestamp() - a.query_start > ? * interval '1 second'
      where not d.datistemplate
      group by d.datname
      """;

  private static final String EXTENSION =
      """
      select quote_ident(n.nspname) from pg_extension e
      join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_stat_statements'
      """;

  private static final String BY_KIND =
      """
      select datname, case when word in ('select', 'insert', 'update', 'delete') then word
          when word in ('with', 'table', 'values') then 'select' else 'other' end as kind,
        sum(calls) as calls, sum(millis) / 1000 as seconds, sum(rows) as rows,
        count(*) filter (where mean_millis > ? * 1000) as slow
      from (
        select d.datname, s.calls, s.{total} as millis, s.{mean} as mean_millis, s.rows,
          lower(substring(regexp_replace(left(s.query, 2000),
            '^(?:\\s+|/\\*(?:[^*]|\\*(?!/))*\\*/|--[^\\n]*\\n|\\()*', '') from '^[A-Za-z]+')) as word
        from {schema}.pg_stat_statements s join pg_database d on d.oid = s.dbid
      ) statements
      group by 1, 2
      """;

  private final double slowSeconds;

  /// What was last seen, and what was said, by metric and labels.
  private final Map<String, double[]> totals = new HashMap<>();

  private int version;

  StatementsPart(Duration slowAfter) {
    this.slowSeconds = slowAfter.toMillis() / 1e3;
  }

  @Override
  public String name() {
    return "statements";
  }

  @Override
  public boolean fits(int serverVersion) {
    version = serverVersion;
    return true;
  }

  @Override
  public void collect(Connection connection, ExpositionWriter out) throws SQLException {
    slowNow(connection, out);
    try (PreparedStatement statement = connection.prepareStatement(EXTENSION);
        ResultSet schema = statement.executeQuery()) {
      if (schema.next()) {
        byKind(connection, schema.getString(1), out);
      }
    }
  }

  private void slowNow(Connection connection, ExpositionWriter out) throws SQLException {
    Family slow = out.gauge("pg_slow_queries", "Queries that have been running for too long");
    try (PreparedStatement statement = connection.prepareStatement(SLOW_NOW)) {
      statement.setDouble(1, slowSeconds);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          slow.add(rows.getLong("slow"), "datname", rows.getString("datname"));
        }
      }
    }
  }

  private void byKind(Connection connection, String schema, ExpositionWriter out)
      throws SQLException {
    boolean planned = version >= VERSION_13;
    String sql =
        BY_KIND
            .replace("{schema}", schema)
            .replace("{total}", planned ? "total_exec_time" : "total_time")
            .replace("{mean}", planned ? "mean_exec_time" : "mean_time");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setDouble(1, slowSeconds);
      try (ResultSet rows = statement.executeQuery()) {
        write(rows, out);
      }
    }
  }

  private void write(ResultSet rows, ExpositionWriter out) throws SQLException {
    Family calls = out.counter("pg_statements_total", "Statements executed");
    Family seconds = out.counter("pg_statements_seconds_total", "Time spent executing them");
    Family touched = out.counter("pg_statements_rows_total", "Rows that they returned or changed");
    Family slow = out.gauge("pg_slow_statements", "Statements that are slow on average");
    while (rows.next()) {
      String[] labels = {"datname", rows.getString("datname"), "kind", rows.getString("kind")};
      calls.add(total("calls", labels, rows.getDouble("calls")), labels);
      seconds.add(total("seconds", labels, rows.getDouble("seconds")), labels);
      touched.add(total("rows", labels, rows.getDouble("rows")), labels);
      slow.add(rows.getLong("slow"), labels);
    }
  }

  private double total(String metric, String[] labels, double sum) {
    double[] known =
        totals.computeIfAbsent(
            metric + '\n' + labels[1] + '\n' + labels[3], _ -> new double[] {sum, sum});
    known[1] += Math.max(0, sum - known[0]);
    known[0] = sum;
    return known[1];
  }
}
