package io.vigie.ingest.intake;

import io.vigie.model.metric.Labels;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What the labels of one series may be at most; 0 means no limit.
///
/// @param labels number of labels, the metric name included
/// @param nameLengthBytes of one name
/// @param valueLengthBytes of one value
public record LabelLimits(long labels, long nameLengthBytes, long valueLengthBytes) {
  public static final LabelLimits NONE = new LabelLimits(0, 0, 0);

  /// What is wrong with a series, in Prometheus' words; empty if nothing is.
  public Optional<String> problem(Labels series) {
    String metric = series.metricName();
    if (labels > 0 && series.size() > labels) {
      return Optional.of(
          "label_limit exceeded (metric: %.50s, number of labels: %d, limit: %d)"
              .formatted(metric, series.size(), labels));
    }
    if (nameLengthBytes == 0 && valueLengthBytes == 0) {
      return Optional.empty();
    }
    for (int i = 0; i < series.size(); i++) {
      String name = series.name(i);
      if (isLonger(name, nameLengthBytes)) {
        return tooLong("label_name_length_limit", metric, name, name, nameLengthBytes);
      }
      if (isLonger(series.value(i), valueLengthBytes)) {
        return tooLong("label_value_length_limit", metric, name, series.value(i), valueLengthBytes);
      }
    }
    return Optional.empty();
  }

  private static boolean isLonger(String text, long limitBytes) {
    return limitBytes > 0
        && text.length() * 3L > limitBytes // a char takes at most three bytes
        && sizeBytes(text) > limitBytes;
  }

  private static int sizeBytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Optional<String> tooLong(
      String limitName, String metric, String labelName, String text, long limit) {
    return Optional.of(
        "%s exceeded (metric: %.50s, label name: %.50s, length: %d, limit: %d)"
            .formatted(limitName, metric, labelName, sizeBytes(text), limit));
  }
}
