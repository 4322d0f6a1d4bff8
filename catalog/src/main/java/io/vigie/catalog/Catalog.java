package io.vigie.catalog;

import com.zaxxer.hikari.HikariDataSource;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateStore;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;

/// The database of everything that is not a sample. Thread-safe.
public final class Catalog implements Closeable {
  private final CatalogAddress address;
  private final Database database;
  private final HikariDataSource connections;
  private final SqlStateStore state;
  private final SqlEventLog events;

  private Catalog(CatalogAddress address, HikariDataSource connections, InstantSource clock) {
    this.address = address;
    this.connections = connections;
    this.database = new Database(connections);
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
    return new Catalog(address, connections, clock);
  }

  /// What is true now.
  public StateStore state() {
    return state;
  }

  /// What happened.
  public EventLog events() {
    return events;
  }

  /// Writes all of it, as it is at one moment, in a form that a catalog of either kind can be
  /// restored from. Others may go on writing meanwhile.
  ///
  /// @throws IOException if it cannot be read or written
  public BackupContents backup(OutputStream out) throws IOException {
    return CatalogBackup.write(address, out);
  }

  /// Puts what was backed up in the place of everything there is: all of it, or nothing. A server
  /// that is running keeps what it has in memory until it is restarted.
  ///
  /// @throws IOException if it is no whole backup, or cannot be stored; nothing has changed then
  public BackupContents restore(InputStream in) throws IOException {
    return CatalogBackup.restore(database, in);
  }

  @Override
  public void close() {
    connections.close();
  }
}
