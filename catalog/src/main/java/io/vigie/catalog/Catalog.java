package io.vigie.catalog;

import com.zaxxer.hikari.HikariDataSource;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;

/// The database of everything that is not a sample. Thread-safe.
public final class Catalog implements AutoCloseable {
  private final HikariDataSource connections;
  private final SqlStateStore state;
  private final SqlEventLog events;

  private Catalog(HikariDataSource connections, InstantSource clock) {
    this.connections = connections;
    Database database = new Database(Jdbi.create(connections));
    this.state = new SqlStateStore(database, clock);
    this.events = new SqlEventLog(database);
  }

  /// Opens the catalog and brings its tables up to date.
  ///
  /// @throws IOException if the database cannot be reached, or was written by a newer version
  public static Catalog open(CatalogAddress address, InstantSource clock) throws IOException {
    HikariDataSource connections = Connections.open(address);
    try {
      migrate(address, connections);
    } catch (FlywayException e) {
      connections.close();
      throw new IOException(
          "catalog " + address + ": its tables cannot be brought up to date: " + e.getMessage(), e);
    }
    return new Catalog(connections, clock);
  }

  private static void migrate(CatalogAddress address, HikariDataSource connections) {
    Flyway.configure(Catalog.class.getClassLoader())
        .dataSource(connections)
        .locations("classpath:io/vigie/catalog/migrations")
        .table("schema_history")
        .placeholders(dialectOf(address))
        .load()
        .migrate();
  }

  /// What databases write differently. Text is compared byte by byte everywhere.
  private static Map<String, String> dialectOf(CatalogAddress address) {
    return switch (address) {
      case CatalogAddress.Sqlite _ ->
          Map.of("identity", "integer primary key autoincrement", "text", "text");
      case CatalogAddress.PostgreSql _ ->
          Map.of(
              "identity",
              "bigint generated always as identity primary key",
              "text",
              "text collate \"C\"");
    };
  }

  /// What is true now.
  public StateStore state() {
    return state;
  }

  /// What happened.
  public EventLog events() {
    return events;
  }

  @Override
  public void close() {
    connections.close();
  }
}
