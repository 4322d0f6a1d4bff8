package io.vigie.catalog;

import io.vigie.model.state.StateUnavailableException;
import java.io.IOException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Runs statements, and turns what the library throws into the exception of the doors. Thread-safe.
final class Database {
  /// Statements on one connection.
  @FunctionalInterface
  interface Work<T> {
    T on(Handle handle);
  }

  private final Jdbi jdbi;

  Database(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  <T> T read(Work<T> work) throws IOException {
    try {
      return jdbi.withHandle(work::on);
    } catch (JdbiException e) {
      throw new StateUnavailableException("the catalog cannot be read: " + e.getMessage(), e);
    }
  }

  /// All statements, or none.
  <T> T write(Work<T> work) throws IOException {
    try {
      return jdbi.inTransaction(work::on);
    } catch (JdbiException e) {
      throw new StateUnavailableException("the catalog cannot be written: " + e.getMessage(), e);
    }
  }
}
