package io.vigie.catalog;

import io.vigie.model.state.StateUnavailableException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Runs statements, and turns what goes wrong into the exception of the doors. Thread-safe.
final class Database {
  /// Statements on one connection.
  @FunctionalInterface
  interface Work<T> {
    T on(Session session) throws SQLException, IOException;
  }

  private final DataSource connections;

  Database(DataSource connections) {
    this.connections = connections;
  }

  <T> T read(Work<T> work) throws IOException {
    try (Connection connection = connections.getConnection()) {
      T found = work.on(new Session(connection));
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
      return found;
    } catch (SQLException e) {
      throw new StateUnavailableException("the catalog cannot be read: " + e.getMessage(), e);
    }
  }

  /// All statements, or none: the pool undoes what was not committed when it gets the connection
  /// back.
  <T> T write(Work<T> work) throws IOException {
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(false);
      T done = work.on(new Session(connection));
      connection.commit();
      return done;
    } catch (SQLException e) {
      throw new StateUnavailableException("the catalog cannot be written: " + e.getMessage(), e);
    }
  }
}
