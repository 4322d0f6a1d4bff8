package io.vigie.server.http.v1;

import io.vigie.model.metric.FloatText;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.HistogramBuckets;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricNames;
import java.util.HashMap;
import java.util.Map;

/// Writes samples as Prometheus federates them: untyped, with the labels of the sample's source, an
/// empty `instance` where there is none, so that the scraping server does not put its own in its
/// place. Samples of one metric must come one after the other. For one answer, one thread.
final class FederationText {
  private static final int LINE_LENGTH = 128;
  private static final int MAX_LINES_FORESEEN = 100_000;

  private final Labels external;
  private final StringBuilder text;

  /// Label names as they are written: few, and the same in every line.
  private final Map<String, String> writtenNames = new HashMap<>();

  private String typeSaidOf = "";
  private boolean typeSaidIsHistogram;
  private boolean typeSaidIsPlain;
  private boolean hasQuotedNames;

  /// @param external labels for series that do not have them
  /// @param lines about how many there will be
  FederationText(Labels external, int lines) {
    this.external = external;
    this.text = new StringBuilder(LINE_LENGTH * Math.min(lines, MAX_LINES_FORESEEN));
  }

  /// Whether a name could only be written in quotes.
  boolean hasQuotedNames() {
    return hasQuotedNames;
  }

  void addFloat(Labels series, double value, long timestampMillis) {
    sayType(series.metricName(), false);
    line(withExternal(series), "", FloatText.general(value), timestampMillis);
  }

  /// Adds a histogram with custom buckets, as a classic one.
  void addHistogram(Labels series, Histogram histogram, long timestampMillis) {
    sayType(series.metricName(), true);
    Labels labels = withExternal(series);
    double cumulative = 0;
    for (HistogramBuckets.Bucket bucket : HistogramBuckets.ascending(histogram)) {
      cumulative += bucket.count();
      if (bucket.upper() != Double.POSITIVE_INFINITY) {
        Labels withBound = labels.with("le", FloatText.general(bucket.upper()));
        line(withBound, "_bucket", FloatText.general(cumulative), timestampMillis);
      }
    }
    String count = FloatText.general(histogram.count());
    line(labels.with("le", "+Inf"), "_bucket", count, timestampMillis);
    line(labels, "_sum", FloatText.general(histogram.sum()), timestampMillis);
    line(labels, "_count", count, timestampMillis);
  }

  private void sayType(String name, boolean isHistogram) {
    if (name.equals(typeSaidOf) && isHistogram == typeSaidIsHistogram) {
      return;
    }
    boolean isPlain = MetricNames.isLegacyMetricName(name);
    text.append("# TYPE ").append(isPlain ? name : MetricNames.quote(name));
    text.append(isHistogram ? " histogram\n" : " untyped\n");
    typeSaidOf = name;
    typeSaidIsHistogram = isHistogram;
    typeSaidIsPlain = isPlain;
    hasQuotedNames |= !isPlain;
  }

  private Labels withExternal(Labels labels) {
    Labels all = labels;
    for (int i = 0; i < external.size(); i++) {
      if (!labels.has(external.name(i))) {
        all = all.with(external.name(i), external.value(i));
      }
    }
    return all;
  }

  private void line(Labels labels, String suffix, String value, long timestampMillis) {
    String separator = openBrace(labels.metricName(), suffix);
    boolean hasInstance = false;
    for (int i = 0; i < labels.size(); i++) {
      String name = labels.name(i);
      if (!name.equals(Labels.METRIC_NAME)) {
        text.append(separator).append(written(name)).append("=\"");
        appendEscaped(labels.value(i));
        text.append('"');
        separator = ",";
        hasInstance |= name.equals("instance");
      }
    }
    if (!hasInstance) {
      text.append(separator).append("instance=\"\"");
    }
    text.append("} ").append(value).append(' ').append(timestampMillis).append('\n');
  }

  /// Writes the name, whose type was said, in its place.
  ///
  /// @return what separates the first label from it
  private String openBrace(String name, String suffix) {
    if (typeSaidIsPlain) {
      text.append(name).append(suffix).append('{');
      return "";
    }
    text.append('{').append(MetricNames.quote(name + suffix));
    return ",";
  }

  private String written(String labelName) {
    return writtenNames.computeIfAbsent(
        labelName,
        name -> {
          hasQuotedNames |= !MetricNames.isLegacyLabelName(name);
          return MetricNames.quoteIfNeeded(name);
        });
  }

  private void appendEscaped(String value) {
    int start = text.length();
    text.append(value);
    if (value.indexOf('\\') >= 0 || value.indexOf('\n') >= 0 || value.indexOf('"') >= 0) {
      text.setLength(start);
      text.append(value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\""));
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
