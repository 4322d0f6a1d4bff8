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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

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
      if (!HEADER.equals(BackupLine.read(lines.readLine()).name())) {
        throw new IOException("this is no backup of a catalog, or one of a later version");
      }
      return database.write(handle -> restore(handle, lines));
    } catch (BrokenBackupException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// Carries a problem of the backup through the transaction, which it undoes.
  private static final class BrokenBackupException extends RuntimeException {
    BrokenBackupException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private static BackupContents restore(Handle handle, BufferedReader lines) {
    TABLES.forEach(table -> handle.execute("delete from " + table.name()));
    List<PreparedBatch> batches =
        TABLES.stream().map(table -> handle.prepareBatch(table.insert())).toList();
    long[] rows = new long[TABLES.size()];
    try {
      while (true) {
        BackupLine line = BackupLine.read(lines.readLine());
        if (line.name().equals(END)) {
          break;
        }
        int table = indexOf(line.name());
        batches.get(table).add(line.values().toArray());
        if (++rows[table] % BATCH == 0) {
          var _ = batches.get(table).execute();
        }
      }
    } catch (IOException e) {
      throw new BrokenBackupException(
          "the backup is not whole: after " + (rows[0] + rows[1]) + " rows: " + e.getMessage(), e);
    }
    for (PreparedBatch batch : batches) {
      if (batch.size() > 0) {
        var _ = batch.execute();
      }
      batch.close();
    }
    return new BackupContents(rows[0], rows[1]);
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
