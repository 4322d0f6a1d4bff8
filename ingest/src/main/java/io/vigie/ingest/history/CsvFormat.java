package io.vigie.ingest.history;

import io.vigie.model.metric.MetricNames;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/// What the columns of a CSV file mean, as VictoriaMetrics writes it: `2:metric:ask,3:metric:bid,
/// 1:label:ticker,4:time:unix_s`.
record CsvFormat(List<Column> columns) {
  /// One column, numbered from 1.
  sealed interface Column {
    int number();
  }

  record Metric(int number, String name) implements Column {}

  record Label(int number, String name) implements Column {}

  record Time(int number, TimeUnit unit) implements Column {}

  /// How a time is written.
  enum TimeUnit {
    UNIX_S,
    UNIX_MS,
    UNIX_NS,
    RFC3339;

    /// Milliseconds since the epoch.
    ///
    /// @throws IllegalArgumentException if it is no such time
    long parseMillis(String text) {
      try {
        return switch (this) {
          case UNIX_S -> Math.round(Double.parseDouble(text) * 1000);
          case UNIX_MS -> Long.parseLong(text);
          case UNIX_NS -> Long.parseLong(text) / 1_000_000;
          case RFC3339 -> OffsetDateTime.parse(text).toInstant().toEpochMilli();
        };
      } catch (NumberFormatException | DateTimeException e) {
        throw new IllegalArgumentException("\"" + text + "\" is no time in " + word(), e);
      }
    }

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  CsvFormat {
    columns = List.copyOf(columns);
  }

  /// @throws IllegalArgumentException if it means nothing
  static CsvFormat parse(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "the parameter \"format\" is missing: say what the columns are, such as"
              + " format=2:metric:temperature,1:label:room,3:time:unix_s");
    }
    List<Column> columns = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      columns.add(column(part));
    }
    if (columns.stream().noneMatch(Metric.class::isInstance)) {
      throw new IllegalArgumentException("\"" + text + "\" names no column as a metric");
    }
    if (columns.stream().filter(Time.class::isInstance).count() > 1) {
      throw new IllegalArgumentException("\"" + text + "\" names more than one column as time");
    }
    return new CsvFormat(columns);
  }

  private static Column column(String text) {
    String[] parts = text.strip().split(":", 3);
    if (parts.length < 3 || parts[2].isEmpty()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not <column>:<metric|label|time>:<name or kind of time>");
    }
    int number = number(parts[0]);
    return switch (parts[1]) {
      case "metric" -> new Metric(number, name(parts[2]));
      case "label" -> new Label(number, name(parts[2]));
      case "time" -> new Time(number, unit(parts[2]));
      default ->
          throw new IllegalArgumentException(
              "\"" + parts[1] + "\" is not metric, label or time, in \"" + text + "\"");
    };
  }

  private static int number(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new IllegalArgumentException("\"" + text + "\" is no number of a column, from 1");
  }

  private static String name(String text) {
    if (!MetricNames.isUtf8Name(text)) {
      throw new IllegalArgumentException("\"" + text + "\" is not a name");
    }
    return text;
  }

  private static TimeUnit unit(String text) {
    for (TimeUnit unit : TimeUnit.values()) {
      if (unit.word().equals(text)) {
        return unit;
      }
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not unix_s, unix_ms, unix_ns or rfc3339");
  }
}
