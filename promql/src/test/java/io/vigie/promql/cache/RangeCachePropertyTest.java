package io.vigie.promql.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Appender;
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
          "label_replace(m, \"x\", \"$1\", \"i\", \"(.*)\")");

  private static long stepsReused;

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
    assertThat(actual.annotations.warnings()).isEqualTo(expected.annotations.warnings());
    assertThat(actual.annotations.infos()).containsAll(expected.annotations.infos());
  }

  private record Outcome(
      String error, Map<String, Map<Long, Double>> points, Annotations annotations) {}

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
      }
      appender.commit();
    }
  }

  /// Sums may differ in the last bits, as what is selected decides in which order groups come.
  private static Map<String, Map<Long, Double>> points(QueryResult result) {
    Map<String, Map<Long, Double>> points = new TreeMap<>();
    for (MatrixSeries series : ((Value.Matrix) result.value()).series()) {
      Map<Long, Double> ofSeries = new TreeMap<>();
      for (int i = 0; i < series.size(); i++) {
        double value = series.value(i);
        ofSeries.put(
            series.timestampMillis(i),
            Double.isFinite(value) ? Math.rint(value * 1e6) / 1e6 + 0.0 : value);
      }
      points.put(series.labels().toString(), ofSeries);
    }
    return points;
  }
}
