package io.vigie.catalog;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/// A backup: gzip of a line that says what it is, a line of JSON for each row, and a line that says
/// how many there were, without which it is not whole. Rows are of tables and columns that every
/// kind of database has, so that a backup moves from one to another.
final class CatalogBackup {
  /// Every table but the history of migrations. The columns are in an order that stays; `id` is
  /// given anew.
  static final List<Table> TABLES =
      List.of(
          new Table(
              "state_entry",
              "kind, entry_key",
              "kind",
              "entry_key",
              "entry_value",
              "expires_at_millis"),
          new Table("event", "id", "timestamp_millis", "kind", "labels", "event_value"));

  private static final String HEADER = "vigie-catalog-1";
  private static final String END = "end";
  private static final int BATCH = 500;

  /// A table whose columns are texts or whole numbers.
  record Table(String name, String order, List<String> columns) {
    Table(String name, String order, String... columns) {
      this(name, order, List.of(columns));
    }

    String select() {
      return "select " + String.join(", ", columns) + " from " + name + " order by " + order;
    }

    String insert() {
      return "insert into %s (%s) values (%s)"
          .formatted(
              name,
              String.join(", ", columns),
              String.join(", ", columns.stream().map(_ -> "?").toList()));
    }
  }

  private CatalogBackup() {}

  static BackupContents write(CatalogAddress address, OutputStream out) throws IOException {
    long[] rows = new long[TABLES.size()];
    try (Connection connection = Connections.snapshot(address);
        Writer lines =
            new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(out), StandardCharsets.UTF_8))) {
      line(lines, HEADER, List.of());
      for (int i = 0; i < rows.length; i++) {
        rows[i] = write(connection, TABLES.get(i), lines);
      }
      line(lines, END, List.of(rows[0], rows[1]));
    } catch (SQLException e) {
      throw new IOException("catalog " + address + " cannot be read: " + e.getMessage(), e);
    }
    return new BackupContents(rows[0], rows[1]);
  }

  private static long write(Connection connection, Table table, Writer lines)
      throws SQLException, IOException {
    long count = 0;
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(BATCH);
      try (ResultSet rows = statement.executeQuery(table.select())) {
        Object[] values = new Object[table.columns().size()];
        while (rows.next()) {
          for (int i = 0; i < values.length; i++) {
            Object value = rows.getObject(i + 1);
            values[i] = value instanceof Number number ? (Object) number.longValue() : value;
          }
          line(lines, table.name(), List.of(values));
          count++;
        }
      }
    }
    return count;
  }

  private static void line(Writer lines, String name, List<Object> values) throws IOException {
    lines.write(BackupLine.write(name, values));
    lines.write('\n');
  }

  static BackupContents restore(Database database, InputStream in) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      requireHeader(lines);
      return database.write(session -> restore(session, lines));
    } catch (ZipException e) {
      throw noBackup(e);
    }
  }

  private static void requireHeader(BufferedReader lines) throws IOException {
    String name;
    try {
      name = BackupLine.read(lines.readLine()).name();
    } catch (IOException e) {
      throw noBackup(e);
    }
    if (!name.equals(HEADER)) {
      throw noBackup(new IOException("it begins with " + name));
    }
  }

  private static IOException noBackup(IOException cause) {
    return new IOException(
        "this is nothing that `vigie catalog backup` wrote whole, or a later version did: "
            + cause.getMessage(),
        cause);
  }

  private static BackupContents restore(Session session, BufferedReader lines)
      throws SQLException, IOException {
    List<PreparedStatement> inserts = new ArrayList<>();
    for (Table table : TABLES) {
      session.execute("delete from " + table.name());
      inserts.add(session.prepare(table.insert()));
    }
    long[] rows = new long[TABLES.size()];
    try {
      for (BackupLine line = next(lines); !line.name().equals(END); line = next(lines)) {
        int table = indexOf(line.name());
        Session.bind(inserts.get(table), line.values().toArray());
        inserts.get(table).addBatch();
        if (++rows[table] % BATCH == 0) {
          var _ = inserts.get(table).executeBatch();
        }
      }
    } catch (IOException e) {
      throw new IOException(
          "the backup is not whole: after " + (rows[0] + rows[1]) + " rows: " + e.getMessage(), e);
    }
    for (PreparedStatement insert : inserts) {
      var _ = insert.executeBatch();
      insert.close();
    }
    return new BackupContents(rows[0], rows[1]);
  }

  private static BackupLine next(BufferedReader lines) throws IOException {
    return BackupLine.read(lines.readLine());
  }

  private static int indexOf(String table) throws IOException {
    for (int i = 0; i < TABLES.size(); i++) {
      if (TABLES.get(i).name().equals(table)) {
        return i;
      }
    }
    throw new IOException("there is no table \"" + table + "\"");
  }
}
