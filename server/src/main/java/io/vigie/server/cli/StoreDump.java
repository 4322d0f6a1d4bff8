package io.vigie.server.cli;

import io.vigie.model.metric.FloatText;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricNames;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.time.TimeRange;
import io.vigie.server.http.JsonWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Prints the samples of a store as `promtool tsdb dump` and `dump-openmetrics` do, series by
/// series.
final class StoreDump {
  /// What a line looks like.
  enum Format {
    /// `{__name__="up", job="a"} 1 1700000000000`.
    PROM,
    /// `{"__name__":"up","job":"a"}`, without samples.
    SERIES_JSON,
    /// `up{job="a"} 1 1700000000.000`; histograms cannot be said so and are left out.
    OPENMETRICS
  }

  private final MetricStore store;
  private final TimeRange range;
  private final Format format;
  private final PrintStream out;
  private final SampleBuffer samples = new SampleBuffer();
  private long leftOut;

  StoreDump(MetricStore store, TimeRange range, Format format, PrintStream out) {
    this.store = store;
    this.range = range;
    this.format = format;
    this.out = out;
  }

  /// Prints what any of the selectors selects, each series once.
  ///
  /// @return samples that the format has no way to say
  long print(List<List<LabelMatcher>> selectors) throws IOException {
    Set<Labels> printed = new HashSet<>();
    for (List<LabelMatcher> matchers : selectors) {
      try (Selection selection = store.select(range, matchers)) {
        for (Series series : selection.series()) {
          if (selectors.size() == 1 || printed.add(series.labels())) {
            print(series);
          }
        }
      }
    }
    if (format == Format.OPENMETRICS) {
      out.println("# EOF");
    }
    return leftOut;
  }

  private void print(Series series) throws IOException {
    samples.clear();
    series.read(range.minMillis(), range.maxMillis(), samples);
    if (samples.isEmpty()) {
      return;
    }
    switch (format) {
      case PROM -> printSamples(series.labels() + " ");
      case SERIES_JSON -> {
        JsonWriter json = new JsonWriter(out);
        json.labels(series.labels()).flush();
        out.println();
      }
      case OPENMETRICS -> printOpenMetrics(openMetrics(series.labels()) + " ");
    }
  }

  private void printSamples(String labels) {
    for (int i = 0; i < samples.size(); i++) {
      String value =
          samples.isHistogram(i)
              ? samples.histogram(i).toString()
              : FloatText.general(samples.values()[i]);
      out.println(labels + value + " " + samples.timestampsMillis()[i]);
    }
  }

  private void printOpenMetrics(String labels) {
    for (int i = 0; i < samples.size(); i++) {
      if (samples.isHistogram(i)) {
        leftOut++;
      } else {
        double seconds = samples.timestampsMillis()[i] / 1e3;
        out.println(
            labels
                + FloatText.general(samples.values()[i])
                + String.format(Locale.ROOT, " %.3f", seconds));
      }
    }
  }

  private static String openMetrics(Labels labels) {
    StringBuilder text = new StringBuilder();
    String metric = labels.metricName();
    boolean plain = MetricNames.quoteIfNeeded(metric).equals(metric);
    text.append(plain ? metric : "").append('{');
    text.append(plain ? "" : MetricNames.quote(metric));
    labels.forEach((name, value) -> {
      if (!name.equals(Labels.METRIC_NAME)) {
        text.append(text.charAt(text.length() - 1) == '{' ? "" : ",");
        text.append(MetricNames.quoteIfNeeded(name)).append('=').append(MetricNames.quote(value));
      }
    });
    return text.append('}').toString();
  }
}
