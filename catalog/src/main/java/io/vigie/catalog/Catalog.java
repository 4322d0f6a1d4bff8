package io.vigie.catalog;

import com.zaxxer.hikari.HikariDataSource;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateStore;
import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// The database of everything that is not a sample. Thread-safe.
public final class Catalog implements Closeable {
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
      Migrations.apply(address, connections);
    } catch (IOException | RuntimeException e) {
      connections.close();
      throw e;
    }
    return new Catalog(connections, clock);
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
