package io.vigie.ingest.collect.postgresql;

import io.vigie.ingest.collect.Collector;
import io.vigie.ingest.collect.ExpositionWriter;
import io.vigie.ingest.collect.ExpositionWriter.Family;
import io.vigie.model.time.Ticker;
import io.vigie.outbound.postgresql.PostgresAddress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a PostgreSQL server on connections that it keeps. Each part that fails costs only itself
/// and says so in `pg_scrape_collector_success`; without the server there is `pg_up 0`.
final class PostgresCollector implements Collector {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresCollector.class);

  /// After a failure, what is asked seldom is asked again no sooner.
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  private static final int MAX_DATABASES = 50;

  private final PostgresSource source;
  private final Duration timeout;
  private final Ticker ticker;
  private final List<PostgresPart> serverParts = new ArrayList<>();
  private final List<PostgresPart> databaseParts = new ArrayList<>();

  /// By database; may be closed by another thread.
  private final Map<String, Connection> connections = new ConcurrentHashMap<>();

  /// What was found by parts that are asked seldom, by database and name.
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  private volatile boolean closed;

  /// @param success whether it was found at all
  private record Kept(ExpositionWriter found, boolean success, long dueNanos) {}

  PostgresCollector(PostgresSource source, Duration timeout, Ticker ticker) {
    this.source = source;
    this.timeout = timeout;
    this.ticker = ticker;
    serverParts.addAll(ServerQueries.all());
    serverParts.addAll(ReplicationQueries.all());
    serverParts.add(new SettingsPart());
    serverParts.add(new StatementsPart(source.slowAfter()));
    databaseParts.addAll(TableQueries.all(source.maxTables()));
    databaseParts.addAll(BloatQueries.all(source.maxTables()));
  }

  @Override
  public void collect(ExpositionWriter out) throws IOException {
    Round round = new Round(out);
    String main = source.address().database();
    try {
      Connection connection = greeted(main);
      int version = version(connection, out);
      round.ask(serverParts, main, connection, version);
      for (String database : databases(connection)) {
        round.askDatabase(database, version);
      }
    } catch (SQLException e) {
      dropConnections();
      throw new IOException(
          "PostgreSQL %s: %s".formatted(source.address().hostAndPort(), e.getMessage()), e);
    }
    round.finish();
  }

  @Override
  public void writeUnreachable(ExpositionWriter out) {
    up(out, 0);
    out.gauge("pg_exporter_last_scrape_error", "Whether a part of the last collection failed")
        .add(1);
  }

  private static void up(ExpositionWriter out, int value) {
    out.gauge("pg_up", "Whether the server could be asked").add(value);
  }

  /// A connection that answers: one that was lost meanwhile is made anew.
  private Connection greeted(String database) throws IOException, SQLException {
    Connection known = connections.get(database);
    if (known != null) {
      try (Statement statement = known.createStatement()) {
        statement.execute("select 1");
        return known;
      } catch (SQLException e) {
        connections.remove(database);
        known.close();
      }
    }
    return connect(database);
  }

  private Connection connect(String database) throws IOException, SQLException {
    PostgresAddress address = source.address().withDatabase(database);
    Connection connection = address.connect(timeout, timeout.multipliedBy(2).dividedBy(5));
    connections.put(database, connection);
    if (closed) {
      dropConnections();
      throw new IOException("the collector was closed");
    }
    return connection;
  }

  private static int version(Connection connection, ExpositionWriter out) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select current_setting('server_version_num')::int, version(),"
                    + " split_part(current_setting('server_version'), ' ', 1)")) {
      row.next();
      up(out, 1);
      out.gauge("pg_static", "Version of the server")
          .add(1, "version", row.getString(2), "short_version", row.getString(3));
      return row.getInt(1);
    }
  }

  private Set<String> databases(Connection connection) throws SQLException {
    Set<String> names = new LinkedHashSet<>();
    names.add(source.address().database());
    if (!source.databases().contains("*")) {
      names.addAll(source.databases());
      return names;
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select datname from pg_database where datallowconn and not datistemplate
                  and has_database_privilege(oid, 'CONNECT') order by datname limit %d
                """
                    .formatted(MAX_DATABASES))) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /// One collection: what it has written so far, and how its parts went.
  private final class Round {
    private final ExpositionWriter out;
    private final long startNanos = ticker.readNanos();
    private final Map<String, double[]> parts = new TreeMap<>();

    Round(ExpositionWriter out) {
      this.out = out;
    }

    void askDatabase(String database, int version) throws SQLException {
      try {
        ask(databaseParts, database, greeted(database), version);
      } catch (IOException e) {
        LOG.debug("database {} cannot be asked", database, e);
        note("database_connection", false, 0);
      }
    }

    /// @throws SQLException if the connection was lost
    void ask(List<PostgresPart> asked, String database, Connection connection, int version)
        throws SQLException {
      for (PostgresPart part : asked) {
        if (part.fits(version)) {
          long start = ticker.readNanos();
          boolean success = ask(part, database, connection);
          note(part.name(), success, (ticker.readNanos() - start) / 1e9);
        }
      }
    }

    private boolean ask(PostgresPart part, String database, Connection connection)
        throws SQLException {
      String key = database + '\n' + part.name();
      Kept before = kept.get(key);
      if (before != null && ticker.readNanos() - before.dueNanos < 0) {
        out.merge(before.found);
        return before.success;
      }
      ExpositionWriter own = new ExpositionWriter();
      boolean success = !isLate() && collected(part, connection, own);
      if (success) {
        out.merge(own);
      }
      if (!part.goodFor().isZero()) {
        Duration rest = success ? part.goodFor() : AFTER_FAILURE;
        kept.put(
            key,
            new Kept(
                success ? own : new ExpositionWriter(),
                success,
                ticker.readNanos() + rest.toNanos()));
      }
      return success;
    }

    private boolean collected(PostgresPart part, Connection connection, ExpositionWriter own)
        throws SQLException {
      try {
        part.collect(connection, own);
        return true;
      } catch (SQLException e) {
        if (connection.isClosed()) {
          throw e;
        }
        // The metric says it at every collection; a line in the log would only drown the rest.
        LOG.debug("PostgreSQL {}: {} failed", source.address().hostAndPort(), part.name(), e);
        return false;
      }
    }

    /// What is left of the time is for the part that is being asked.
    private boolean isLate() {
      return ticker.readNanos() - startNanos > timeout.toNanos() / 2;
    }

    private void note(String part, boolean success, double seconds) {
      double[] known = parts.computeIfAbsent(part, _ -> new double[] {1, 0});
      known[0] = success ? known[0] : 0;
      known[1] += seconds;
    }

    void finish() {
      Family successes =
          out.gauge("pg_scrape_collector_success", "Whether a part of the collection succeeded");
      Family durations = out.gauge("pg_scrape_collector_duration_seconds", "How long a part took");
      parts.forEach((part, noted) -> {
        successes.add(noted[0], "collector", part);
        durations.add(noted[1], "collector", part);
      });
      out.gauge("pg_exporter_last_scrape_error", "Whether a part of the last collection failed")
          .add(parts.values().stream().allMatch(noted -> noted[0] == 1) ? 0 : 1);
      out.gauge("pg_exporter_last_scrape_duration_seconds", "How long the last collection took")
          .add((ticker.readNanos() - startNanos) / 1e9);
    }
  }

  private void dropConnections() {
    for (String database : Set.copyOf(connections.keySet())) {
      Connection connection = connections.remove(database);
      if (connection != null) {
        try {
          connection.close();
        } catch (SQLException e) {
          LOG.debug("a connection to {} did not end as it should", database, e);
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    dropConnections();
  }
}
