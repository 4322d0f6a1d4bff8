package io.vigie.promql.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.HistogramBuckets;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.Staleness;
import io.vigie.model.time.Ticker;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.eval.QueryFeature;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.promql.eval.QueryResult;
import io.vigie.promql.value.Annotations;
import io.vigie.promql.value.MatrixSeries;
import io.vigie.promql.value.Value;
import io.vigie.testkit.InMemoryMetricStore;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;

class RangeCachePropertyTest {
  private static final List<String> QUERIES =
      List.of(
          "m",
          "m offset 45s",
          "m offset -90s",
          "m @ 300",
          "m - m @ end()",
          "m / m @ 3700",
          "rate(m[2m] @ 3900 offset -30s) + on (i) n",
          "m > on (i) max_over_time((m offset -1m)[3m:20s] @ 3600)",
          "increase(m[1m] smoothed @ 3800)",
          "m > 5",
          "-m",
          "sum by (k) (m)",
          "count_values(\"v\", m)",
          "topk(2, m + on (i) group_left () n)",
          "limitk(1, m)",
          "quantile(0.4, m)",
          "rate(m[2m])",
          "increase(m[2m] smoothed)",
          "increase(m[2m] anchored)",
          "max_over_time(m[3m] offset -1m)",
          "stddev_over_time(m[4m])",
          "sum_over_time(m[3m:20s])",
          "max_over_time((m offset -1m)[3m:20s] offset -30s)",
          "absent(m)",
          "absent_over_time(m[30s])",
          "timestamp(m)",
          "time() - m",
          "start() + m",
          "m unless m > 8",
          "m / on (i) n",
          "rate({__name__=~\"m|n\"}[2m])",
          "histogram_quantile(0.5, m)",
          "vector(1)",
          "scalar(n{i=\"0\"})",
          "label_replace(m, \"x\", \"$1\", \"i\", \"(.*)\")",
          "h",
          "-h",
          "h offset 45s",
          "h @ 3700",
          "h @ end()",
          "h - h @ start()",
          "m @ end()",
          "sum(m) - sum(m @ start())",
          "rate(m[2m] @ end())",
          "end() - time()",
          "h + h offset 1m",
          "h / 2",
          "h > 3",
          "h == h",
          "m + on (i) h",
          "m * on (i) h",
          "h or m",
          "h smoothed",
          "sum(h)",
          "sum by (k) (h)",
          "avg by (k) (h)",
          "min(h)",
          "topk(1, h)",
          "quantile(0.5, h)",
          "quantile(2, m)",
          "quantile(scalar(n{i=\"0\"}) / 20000, m)",
          "limit_ratio(scalar(n{i=\"0\"}) / 20000, m)",
          "count_values(\"v\", h)",
          "rate(h[2m])",
          "irate(h[2m])",
          "increase(h[2m] anchored)",
          "delta(h[2m])",
          "sum(rate(h[2m]))",
          "sum_over_time(h[2m])",
          "avg_over_time(h[2m])",
          "max_over_time(h[2m])",
          "quantile_over_time(1.5, h[2m])",
          "quantile_over_time(scalar(n{i=\"0\"}) / 20000, m[2m])",
          "last_over_time(h[2m])",
          "histogram_quantile(0.9, h)",
          "histogram_quantile(1.2, h)",
          "histogram_quantile(0.9, rate(h[2m]))",
          "histogram_quantile(0.9, h or m)",
          "histogram_fraction(0, 3, h)",
          "histogram_count(h)",
          "histogram_avg(rate(h[2m]))",
          "histogram_quantile(0.5, m @ 3700)",
          "max_over_time(histogram_quantile(0.5, m)[2m:30s])",
          "max_over_time(rate(m[2m])[3m:30s])",
          "max_over_time(m[30s:10s])",
          "avg_over_time(h[3m:20s])",
          "rate(m[2m]) / rate(n[2m])",
          "sort(m)",
          "max_over_time(sort(m)[3m:1m])");

  private static long stepsReused;
  private static long remarksSeen;

  private final InMemoryMetricStore store = new InMemoryMetricStore();
  private final PromqlEngine engine =
      new PromqlEngine(
          store,
          EngineOptions.defaults()
              .withFeatures(EnumSet.complementOf(EnumSet.of(QueryFeature.TYPE_AND_UNIT_LABELS))),
          Ticker.system());

  @Property(tries = 25)
  void anAnswerFromTheCacheIsThatWithoutIt(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    long nowMillis = 3_600_000;
    long[] stepsMillis = {15_000, 20_000, 60_000 + random.nextInt(60_000)};
    for (int round = 0; round < 40; round++) {
      nowMillis += random.nextInt(45_000);
      change(random, nowMillis);
      String query = QUERIES.get(random.nextInt(QUERIES.size()));
      for (int again = 0; again < 3; again++) {
        nowMillis += random.nextInt(30_000);
        change(random, nowMillis);
        compare(query, stepsMillis[random.nextInt(stepsMillis.length)], nowMillis, random);
      }
    }
    stepsReused += engine.cacheCounts().stepsReused();
  }

  @AfterProperty
  void theCacheWasOfUse() {
    assertThat(stepsReused).isGreaterThan(1000);
    assertThat(remarksSeen).isGreaterThan(100);
  }

  private void compare(String query, long stepMillis, long nowMillis, Random random) {
    long lengthMillis = 300_000L * (1 + random.nextInt(3));
    long end = random.nextInt(6) == 0 ? nowMillis - random.nextInt(600_000) : nowMillis;
    long start = end - lengthMillis;
    boolean aligned = random.nextInt(8) > 0;
    long from = aligned ? start - Math.floorMod(start, stepMillis) : start;
    QueryOptions options = QueryOptions.defaults();
    Outcome expected = ask(query, from, end, stepMillis, options.withFromCache(false));
    Outcome actual = ask(query, from, end, stepMillis, options);
    assertThat(actual.error).as(query).isEqualTo(expected.error);
    assertThat(actual.points).as(query).isEqualTo(expected.points);
    assertThat(actual.annotations.warnings())
        .as(query)
        .containsExactlyInAnyOrderElementsOf(expected.annotations.warnings());
    assertThat(actual.annotations.infos())
        .as(query)
        .containsExactlyInAnyOrderElementsOf(expected.annotations.infos());
    remarksSeen += actual.annotations.warnings().size() + actual.annotations.infos().size();
  }

  private record Outcome(
      String error, Map<String, Map<Long, String>> points, Annotations annotations) {}

  private Outcome ask(String query, long start, long end, long step, QueryOptions options) {
    try {
      QueryResult result = engine.range(query, start, end, step, options);
      return new Outcome("", points(result), result.annotations());
    } catch (QueryException e) {
      return new Outcome(e.getMessage(), Map.of(), Annotations.NONE);
    }
  }

  /// What samples do to a store: mostly the newest are added, some are late, some series end.
  private void change(Random random, long nowMillis) throws IOException {
    if (random.nextInt(25) == 0) {
      long min = nowMillis - random.nextInt(900_000);
      store.delete(
          new TimeRange(min, min + random.nextInt(300_000)),
          List.of(LabelMatcher.equal("i", "" + random.nextInt(4))));
    }
    try (Appender appender = store.appender()) {
      for (int i = 0; i < 4; i++) {
        long late = random.nextInt(10) == 0 ? random.nextInt(900_000) : random.nextInt(3_000);
        for (String name : List.of("m", "n")) {
          long reference =
              appender.reference(
                  Labels.of("__name__", name, "i", "" + i, "k", "" + i % 2, "le", "" + i));
          double value = random.nextInt(12) == 0 ? Staleness.MARKER : random.nextInt(100_000) / 4.0;
          if (random.nextInt(4) > 0) {
            appender.append(reference, nowMillis - late, value);
          }
        }
        appendHistogram(appender, i, random, nowMillis - late);
      }
      appender.commit();
    }
  }

  /// A series of native histograms of several kinds, with floats among them.
  private static void appendHistogram(
      Appender appender, int i, Random random, long timestampMillis) {
    long reference = appender.reference(Labels.of("__name__", "h", "i", "" + i, "k", "" + i % 2));
    int kind = random.nextInt(20);
    if (kind == 0) {
      double value = random.nextBoolean() ? Staleness.MARKER : random.nextInt(1000) / 4.0;
      appender.append(reference, timestampMillis, value);
    } else if (kind < 17) {
      appender.append(reference, timestampMillis, histogram(i, kind, random));
    }
  }

  /// Mostly counters whose buckets go together with those of others.
  private static Histogram histogram(int i, int kind, Random random) {
    double[] counts = {random.nextInt(9), 1 + random.nextInt(9), random.nextInt(9)};
    boolean custom = i == 3 || kind == 1;
    return new Histogram(
        ResetHint.values()[kind == 2 ? random.nextInt(4) : 0],
        custom ? Histogram.CUSTOM_BUCKETS_SCHEMA : random.nextInt(2),
        false,
        custom ? 0 : 0.001,
        custom ? 0 : 1,
        counts[0] + counts[1] + counts[2] + (custom ? 0 : 1) + (kind == 3 ? 2 : 0),
        kind == 3 ? Double.NaN : random.nextInt(100),
        List.of(new Histogram.Span(0, 3)),
        counts,
        List.of(),
        new double[0],
        custom ? new double[] {1, kind == 4 ? 3 : 2, 5} : new double[0]);
  }

  /// Sums may differ in the last bits, as what is selected decides in which order groups come.
  private static Map<String, Map<Long, String>> points(QueryResult result) {
    Map<String, Map<Long, String>> points = new TreeMap<>();
    for (MatrixSeries series : ((Value.Matrix) result.value()).series()) {
      Map<Long, String> ofSeries = new TreeMap<>();
      for (int i = 0; i < series.size(); i++) {
        ofSeries.put(
            series.timestampMillis(i),
            series.isHistogram(i) ? text(series.histogram(i)) : rounded(series.value(i)));
      }
      points.put(series.labels().toString(), ofSeries);
    }
    return points;
  }

  private static String text(Histogram histogram) {
    StringBuilder text = new StringBuilder();
    text.append(histogram.schema()).append(' ').append(rounded(histogram.count()));
    text.append(' ').append(rounded(histogram.sum()));
    for (HistogramBuckets.Bucket bucket : HistogramBuckets.ascending(histogram)) {
      if (Math.abs(bucket.count()) > 1e-7) {
        text.append(' ').append(bucket.upper()).append(':').append(rounded(bucket.count()));
      }
    }
    return text.toString();
  }

  private static String rounded(double value) {
    return Double.isFinite(value)
        ? String.valueOf(Math.rint(value * 1e6) / 1e6 + 0.0)
        : String.valueOf(value);
  }
}
