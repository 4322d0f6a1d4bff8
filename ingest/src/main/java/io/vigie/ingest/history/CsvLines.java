package io.vigie.ingest.history;

import io.vigie.ingest.history.CsvFormat.Label;
import io.vigie.ingest.history.CsvFormat.Metric;
import io.vigie.ingest.history.CsvFormat.Time;
import io.vigie.ingest.intake.InvalidSeriesException;
import io.vigie.ingest.intake.LabelPairs;
import io.vigie.ingest.intake.PushBatch;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.model.metric.Labels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Comma-separated values whose columns are told by a [CsvFormat]. A first line without numbers in
/// the columns of metrics is a header. An empty field is no sample.
final class CsvLines extends LineFormat {
  private final CsvFormat format;
  private final long defaultMillis;
  private final Labels extra;
  private final LabelPairs labels = new LabelPairs();

  /// @param defaultMillis the time of lines where no column has it
  /// @param extra labels put on every series
  CsvLines(CsvFormat format, long defaultMillis, Labels extra) {
    this.format = format;
    this.defaultMillis = defaultMillis;
    this.extra = extra;
  }

  @Override
  void line(byte[] bytes, int start, int end, boolean first, PushBatch batch)
      throws MalformedMessageException {
    List<String> fields = fields(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    if (first && isHeader(fields)) {
      return;
    }
    long timestampMillis = defaultMillis;
    for (CsvFormat.Column column : format.columns()) {
      if (column instanceof Time time) {
        timestampMillis = time.unit().parseMillis(field(fields, time.number()).strip());
      }
    }
    for (CsvFormat.Column column : format.columns()) {
      if (column instanceof Metric metric && !field(fields, metric.number()).isBlank()) {
        double value = value(field(fields, metric.number()));
        try {
          batch.series(TextLines.with(labels(metric.name(), fields), extra));
        } catch (InvalidSeriesException e) {
          batch.refuseSeries(String.valueOf(e.getMessage()));
        }
        batch.append(timestampMillis, value);
      }
    }
  }

  private boolean isHeader(List<String> fields) {
    for (CsvFormat.Column column : format.columns()) {
      if (column instanceof Metric metric) {
        try {
          value(field(fields, metric.number()));
          return false;
        } catch (IllegalArgumentException _) {
          // Another column may have a number.
        }
      }
    }
    return true;
  }

  private Labels labels(String metricName, List<String> fields) throws InvalidSeriesException {
    labels.clear();
    labels.add(Labels.METRIC_NAME, metricName);
    for (CsvFormat.Column column : format.columns()) {
      if (column instanceof Label label) {
        labels.add(label.name(), field(fields, label.number()));
      }
    }
    return labels.toSeries();
  }

  private static double value(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no number", e);
    }
  }

  private static String field(List<String> fields, int number) {
    if (number > fields.size()) {
      throw new IllegalArgumentException(
          "there is no column " + number + ", the line has " + fields.size());
    }
    return fields.get(number - 1);
  }

  /// Fields may stand in double quotes, which are doubled within.
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("a double quote is not closed");
    }
    fields.add(field.toString());
    return fields;
  }
}
