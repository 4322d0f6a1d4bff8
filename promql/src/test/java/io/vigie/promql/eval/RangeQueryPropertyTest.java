package io.vigie.promql.eval;

import static io.vigie.promql.eval.EngineFixture.metric;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.Staleness;
import io.vigie.promql.value.MatrixSeries;
import io.vigie.promql.value.VectorElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RangeQueryPropertyTest {
  private static final List<String> QUERIES =
      List.of(
          "m",
          "m offset 45s",
          "rate(m[2m])",
          "irate(m[2m])",
          "delta(m[3m])",
          "resets(m[3m])",
          "changes(m[3m])",
          "sum_over_time(m[4m])",
          "avg_over_time(m[4m])",
          "max_over_time(m[4m])",
          "min_over_time(m[90s])",
          "stddev_over_time(m[4m])",
          "quantile_over_time(0.3, m[4m])",
          "deriv(m[3m])",
          "predict_linear(m[3m], 60)",
          "last_over_time(m[3m])",
          "absent(m)",
          "absent_over_time(m[30s])",
          "sum by (k) (m)",
          "stdvar(m)",
          "count_values(\"v\", m)",
          "m > 5",
          "m * on (i) group_left () m",
          "m unless m > 8",
          "sum_over_time(m[3m:20s])",
          "timestamp(m)",
          "increase(m[2m] anchored)",
          "increase(m[2m] smoothed)");

  @Property(tries = 15)
  void aRangeQueryGivesAtEveryStepWhatAnInstantQueryGives(@ForAll long seed) {
    Random random = new Random(seed);
    EngineFixture fixture = new EngineFixture();
    for (int i = 0; i < 4; i++) {
      fixture.load(20, metric("m", "i", "" + i, "k", "" + i % 2), values(random));
    }
    int step = 7 + random.nextInt(300);
    for (String query : QUERIES) {
      Map<Long, Map<Labels, Double>> byTime = byTime(fixture.matrix(0, 900, step, query));
      for (int at = 0; at <= 900; at += step) {
        assertThat(byTime.getOrDefault(at * 1000L, Map.of()))
            .as("%s at %d", query, at)
            .isEqualTo(byLabels(fixture.vector(at, query)));
      }
    }
  }

  private static double[] values(Random random) {
    double[] values = new double[40];
    double level = 0;
    for (int i = 0; i < values.length; i++) {
      level = random.nextInt(10) == 0 ? 0 : level + random.nextInt(4);
      values[i] =
          switch (random.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> Staleness.MARKER;
            case 2 -> level + 0.25;
            default -> level;
          };
    }
    return values;
  }

  private static Map<Long, Map<Labels, Double>> byTime(List<MatrixSeries> matrix) {
    Map<Long, Map<Labels, Double>> byTime = new HashMap<>();
    for (MatrixSeries series : matrix) {
      for (int i = 0; i < series.size(); i++) {
        byTime
            .computeIfAbsent(series.timestampMillis(i), _ -> new HashMap<>())
            .put(series.labels(), rounded(series.value(i)));
      }
    }
    return byTime;
  }

  private static Map<Labels, Double> byLabels(List<VectorElement> vector) {
    Map<Labels, Double> byLabels = new HashMap<>();
    vector.forEach(element -> byLabels.put(element.labels(), rounded(element.value())));
    return byLabels;
  }

  /// Sums may differ in the last bits, by the way they are computed.
  private static double rounded(double value) {
    return Double.isFinite(value) ? Math.rint(value * 1e9) / 1e9 + 0.0 : value;
  }
}
