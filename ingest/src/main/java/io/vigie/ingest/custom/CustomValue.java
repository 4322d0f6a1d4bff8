package io.vigie.ingest.custom;

import io.vigie.model.metric.FloatText;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;

/// What a metric has come to by what was pushed. Immutable.
sealed interface CustomValue {
  /// Those of Prometheus' client libraries.
  List<Double> USUAL_BOUNDS =
      List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

  MetricType type();

  /// After one more value.
  CustomValue with(double value);

  /// Gives each series that it is stored as, with its value.
  void forEach(Labels series, ObjDoubleConsumer<Labels> sample);

  /// As it was when these were the last stored values of its series; a series that is not among
  /// them starts from nothing.
  CustomValue restored(Labels series, Map<Labels, Double> stored);

  /// Before anything was pushed.
  static CustomValue none(MetricType type, List<Double> bounds) {
    return switch (type) {
      case COUNTER -> new Total(0);
      case HISTOGRAM -> Distribution.empty(bounds.isEmpty() ? USUAL_BOUNDS : bounds);
      case GAUGE, GAUGE_HISTOGRAM, SUMMARY, INFO, STATESET, UNKNOWN -> new Last(0);
    };
  }

  /// Of a counter.
  record Total(double total) implements CustomValue {
    @Override
    public MetricType type() {
      return MetricType.COUNTER;
    }

    @Override
    public CustomValue with(double value) {
      return new Total(total + value);
    }

    @Override
    public void forEach(Labels series, ObjDoubleConsumer<Labels> sample) {
      sample.accept(series, total);
    }

    @Override
    public CustomValue restored(Labels series, Map<Labels, Double> stored) {
      return new Total(stored.getOrDefault(series, 0.0));
    }
  }

  /// Of a gauge.
  record Last(double value) implements CustomValue {
    @Override
    public MetricType type() {
      return MetricType.GAUGE;
    }

    @Override
    public CustomValue with(double next) {
      return new Last(next);
    }

    @Override
    public void forEach(Labels series, ObjDoubleConsumer<Labels> sample) {
      sample.accept(series, value);
    }

    @Override
    public CustomValue restored(Labels series, Map<Labels, Double> stored) {
      return new Last(stored.getOrDefault(series, 0.0));
    }
  }

  /// Of a histogram with classic buckets.
  ///
  /// @param counts how many were up to each bound
  record Distribution(List<Double> bounds, List<Double> counts, double sum, double count)
      implements CustomValue {
    public Distribution {
      bounds = List.copyOf(bounds);
      counts = List.copyOf(counts);
    }

    static Distribution empty(List<Double> bounds) {
      return new Distribution(bounds, bounds.stream().map(_ -> 0.0).toList(), 0, 0);
    }

    @Override
    public MetricType type() {
      return MetricType.HISTOGRAM;
    }

    @Override
    public CustomValue with(double value) {
      List<Double> more = new ArrayList<>(counts.size());
      for (int i = 0; i < counts.size(); i++) {
        more.add(counts.get(i) + (value <= bounds.get(i) ? 1 : 0));
      }
      return new Distribution(bounds, more, sum + value, count + 1);
    }

    @Override
    public void forEach(Labels series, ObjDoubleConsumer<Labels> sample) {
      for (int i = 0; i < bounds.size(); i++) {
        sample.accept(bucket(series, bound(bounds.get(i))), counts.get(i));
      }
      sample.accept(bucket(series, "+Inf"), count);
      sample.accept(part(series, "_sum"), sum);
      sample.accept(part(series, "_count"), count);
    }

    @Override
    public CustomValue restored(Labels series, Map<Labels, Double> stored) {
      List<Double> before = new ArrayList<>(bounds.size());
      for (double bound : bounds) {
        before.add(stored.getOrDefault(bucket(series, bound(bound)), 0.0));
      }
      return new Distribution(
          bounds,
          before,
          stored.getOrDefault(part(series, "_sum"), 0.0),
          stored.getOrDefault(part(series, "_count"), 0.0));
    }

    private static Labels bucket(Labels series, String bound) {
      return part(series, "_bucket").with("le", bound);
    }

    /// As Prometheus writes it: `5.0`.
    private static String bound(double value) {
      String text = FloatText.plain(value);
      return text.matches("-?[0-9]+") ? text + ".0" : text;
    }

    private static Labels part(Labels series, String suffix) {
      return series.with(Labels.METRIC_NAME, series.metricName() + suffix);
    }
  }
}
