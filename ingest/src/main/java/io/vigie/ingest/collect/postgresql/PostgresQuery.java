package io.vigie.ingest.collect.postgresql;

import io.vigie.ingest.collect.ExpositionWriter;
import io.vigie.ingest.collect.ExpositionWriter.Family;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A statement and the metrics that its columns are; columns that are none are labels. A value that
/// is null is no sample.
///
/// @param since the first version that knows it
/// @param before the first version that does not any more
record PostgresQuery(
    String name, int since, int before, Duration goodFor, String sql, List<Column> columns)
    implements PostgresPart {
  /// A column that is a metric.
  ///
  /// @param metric its whole name
  record Column(String column, String metric, boolean counter, String help) {
    static Column counter(String column, String metric, String help) {
      return new Column(column, metric, true, help);
    }

    static Column gauge(String column, String metric, String help) {
      return new Column(column, metric, false, help);
    }

    Family family(ExpositionWriter out) {
      return counter ? out.counter(metric, help) : out.gauge(metric, help);
    }
  }

  static PostgresQuery of(String name, String sql, Column... columns) {
    return new PostgresQuery(
        name, 0, Integer.MAX_VALUE, Duration.ZERO, sql, Arrays.asList(columns));
  }

  PostgresQuery since(int version) {
    return new PostgresQuery(name, version, before, goodFor, sql, columns);
  }

  PostgresQuery before(int version) {
    return new PostgresQuery(name, since, version, goodFor, sql, columns);
  }

  PostgresQuery goodFor(Duration duration) {
    return new PostgresQuery(name, since, before, duration, sql, columns);
  }

  @Override
  public boolean fits(int version) {
    return version >= since && version < before;
  }

  @Override
  public void collect(Connection connection, ExpositionWriter out) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      Map<Column, Family> families = new LinkedHashMap<>();
      columns.forEach(column -> families.put(column, column.family(out)));
      List<String> labelNames = labelNames(rows);
      while (rows.next()) {
        String[] labels = labels(rows, labelNames);
        for (Map.Entry<Column, Family> metric : families.entrySet()) {
          double value = rows.getDouble(metric.getKey().column());
          if (!rows.wasNull()) {
            metric.getValue().add(value, labels);
          }
        }
      }
    }
  }

  private List<String> labelNames(ResultSet rows) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      String name = rows.getMetaData().getColumnLabel(i);
      if (columns.stream().noneMatch(column -> column.column().equals(name))) {
        names.add(name);
      }
    }
    return names;
  }

  private static String[] labels(ResultSet rows, List<String> names) throws SQLException {
    String[] labels = new String[2 * names.size()];
    for (int i = 0; i < names.size(); i++) {
      String value = rows.getString(names.get(i));
      labels[2 * i] = names.get(i);
      labels[2 * i + 1] = value == null ? "" : value;
    }
    return labels;
  }
}
