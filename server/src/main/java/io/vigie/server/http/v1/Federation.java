package io.vigie.server.http.v1;

import io.vigie.model.metric.FloatText;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.HistogramBuckets;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricNames;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.metric.Staleness;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.TimeRange;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.TextRoute;
import io.vigie.server.http.TextRoute.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// `/federate`: the newest sample of each selected series as an exposition, for another server to
/// scrape. Native histograms cannot be said in text and are left out; those with custom buckets go
/// as classic ones.
public final class Federation {
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final String UTF8_CONTENT_TYPE =
      "text/plain; version=1.0.0; charset=utf-8; escaping=allow-utf-8";

  private final MetricStore store;
  private final MatchParameter match;
  private final Supplier<Labels> externalLabels;
  private final Duration lookback;
  private final InstantSource clock;
  private final Meters.Counter errors;

  /// @param externalLabels added to series that do not have them
  /// @param lookback how old the newest sample may be
  public Federation(
      MetricStore store,
      MatchParameter match,
      Supplier<Labels> externalLabels,
      Duration lookback,
      InstantSource clock,
      Meters meters) {
    this.store = store;
    this.match = match;
    this.externalLabels = externalLabels;
    this.lookback = lookback;
    this.clock = clock;
    this.errors =
        meters.counter(
            "prometheus_web_federation_errors_total",
            "Federation requests that could not be answered.");
  }

  public TextRoute route() {
    return new TextRoute("/federate", true, this::answer);
  }

  /// @param histogram takes the place of the value, if there is one
  private record Newest(long timestampMillis, double value, Optional<Histogram> histogram) {}

  private Text answer(ApiRequest request) throws IOException {
    List<List<LabelMatcher>> alternatives = match.parse(request);
    try {
      SortedMap<Labels, Newest> newest = select(alternatives);
      StringBuilder text = new StringBuilder();
      write(newest, text);
      byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
      boolean plainNames = newest.keySet().stream().allMatch(Federation::hasPlainNames);
      return new Text(plainNames ? CONTENT_TYPE : UTF8_CONTENT_TYPE, out -> out.write(body));
    } catch (IOException e) {
      errors.increment();
      throw e;
    }
  }

  private static boolean hasPlainNames(Labels labels) {
    boolean plain = MetricNames.isLegacyMetricName(labels.metricName());
    for (int i = 0; i < labels.size(); i++) {
      plain &= MetricNames.isLegacyLabelName(labels.name(i));
    }
    return plain;
  }

  /// By metric name first, so that each name's samples stand together.
  private SortedMap<Labels, Newest> select(List<List<LabelMatcher>> alternatives)
      throws IOException {
    long nowMillis = clock.millis();
    TimeRange range = new TimeRange(nowMillis - lookback.toMillis(), nowMillis);
    SortedMap<Labels, Newest> found =
        new TreeMap<>(
            Comparator.comparing(Labels::metricName).thenComparing(Comparator.naturalOrder()));
    SampleBuffer samples = new SampleBuffer();
    for (List<LabelMatcher> matchers : alternatives) {
      try (Selection selection = store.select(range, matchers)) {
        for (Series series : selection.series()) {
          samples.clear();
          series.read(range.minMillis(), range.maxMillis(), samples);
          newest(samples).ifPresent(sample -> found.put(series.labels(), sample));
        }
      }
    }
    return found;
  }

  private static Optional<Newest> newest(SampleBuffer samples) {
    int last = samples.size() - 1;
    if (last < 0 || Staleness.isMarker(samples.values()[last])) {
      return Optional.empty();
    }
    long timestampMillis = samples.timestampsMillis()[last];
    return Optional.of(
        samples.isHistogram(last)
            ? new Newest(timestampMillis, 0, Optional.of(samples.histogram(last)))
            : new Newest(timestampMillis, samples.values()[last], Optional.empty()));
  }

  private void write(SortedMap<Labels, Newest> newest, StringBuilder text) {
    Labels external = externalLabels.get();
    String typeSaidOf = "";
    for (Map.Entry<Labels, Newest> entry : newest.entrySet()) {
      String name = entry.getKey().metricName();
      Newest sample = entry.getValue();
      boolean isHistogram = sample.histogram().isPresent();
      if (name.isEmpty() || (isHistogram && !sample.histogram().get().usesCustomBuckets())) {
        continue;
      }
      String type = isHistogram ? " histogram\n" : " untyped\n";
      if (!typeSaidOf.equals(name + type)) {
        text.append("# TYPE ").append(quoteMetricIfNeeded(name)).append(type);
        typeSaidOf = name + type;
      }
      Labels labels = withExternal(entry.getKey(), external);
      if (isHistogram) {
        classic(labels, sample, sample.histogram().get(), text);
      } else {
        line(labels, "", FloatText.general(sample.value()), sample.timestampMillis(), text);
      }
    }
  }

  /// An empty `instance` keeps the scraping server from putting its own in its place.
  private static Labels withExternal(Labels labels, Labels external) {
    Labels all = labels;
    for (int i = 0; i < external.size(); i++) {
      if (!labels.has(external.name(i))) {
        all = all.with(external.name(i), external.value(i));
      }
    }
    return all;
  }

  private static void classic(
      Labels labels, Newest sample, Histogram histogram, StringBuilder text) {
    double cumulative = 0;
    long at = sample.timestampMillis();
    for (HistogramBuckets.Bucket bucket : HistogramBuckets.ascending(histogram)) {
      cumulative += bucket.count();
      if (bucket.upper() != Double.POSITIVE_INFINITY) {
        Labels withBound = labels.with("le", FloatText.general(bucket.upper()));
        line(withBound, "_bucket", FloatText.general(cumulative), at, text);
      }
    }
    String count = FloatText.general(histogram.count());
    line(labels.with("le", "+Inf"), "_bucket", count, at, text);
    line(labels, "_sum", FloatText.general(histogram.sum()), at, text);
    line(labels, "_count", count, at, text);
  }

  private static void line(
      Labels labels, String suffix, String value, long timestampMillis, StringBuilder text) {
    String name = labels.metricName() + suffix;
    boolean plainName = MetricNames.isLegacyMetricName(name);
    text.append(plainName ? name : "").append('{');
    String separator = "";
    if (!plainName) {
      text.append(MetricNames.quote(name));
      separator = ",";
    }
    for (int i = 0; i < labels.size(); i++) {
      if (!labels.name(i).equals(Labels.METRIC_NAME)) {
        text.append(separator).append(MetricNames.quoteIfNeeded(labels.name(i))).append("=\"");
        text.append(escape(labels.value(i))).append('"');
        separator = ",";
      }
    }
    if (!labels.has("instance")) {
      text.append(separator).append("instance=\"\"");
    }
    text.append("} ").append(value).append(' ').append(timestampMillis).append('\n');
  }

  private static String quoteMetricIfNeeded(String name) {
    return MetricNames.isLegacyMetricName(name) ? name : MetricNames.quote(name);
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
  }
}
