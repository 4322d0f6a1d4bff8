package io.vigie.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Statements on one connection, by one thread at a time.
final class Session {
  private static final int FETCHED_AT_ONCE = 256;

  /// Makes something of the row that a result stands at.
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Connection connection;

  Session(Connection connection) {
    this.connection = connection;
  }

  PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  /// Runs a statement that changes something.
  ///
  /// @param values for its question marks, in their order
  void execute(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql)) {
      bind(statement, values);
      statement.executeUpdate();
    }
  }

  <T> List<T> select(String sql, Row<T> row, Object... values) throws SQLException {
    return select(sql, row, _ -> true, Integer.MAX_VALUE, values);
  }

  /// The first rows that are wanted; reading ends with the last of them.
  <T> List<T> select(String sql, Row<T> row, Predicate<T> wanted, int limit, Object... values)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (PreparedStatement statement = prepare(sql)) {
      statement.setFetchSize(FETCHED_AT_ONCE);
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        while (found.size() < limit && rows.next()) {
          T read = row.read(rows);
          if (wanted.test(read)) {
            found.add(read);
          }
        }
      }
    }
    return found;
  }

  static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
