package io.vigie.ingest.otlp;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.vigie.ingest.otlp.Accumulation.Cumulative;
import io.vigie.ingest.otlp.MetricNaming.Kind;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.model.metric.FloatText;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.Staleness;
import java.util.List;
import java.util.Map;

/// Writes the points of the metrics of one scope. Belongs to one request.
final class MetricWriter {
  private static final int NO_RECORDED_VALUE = 1;

  private final OtlpConfig config;
  private final MetricNaming naming;
  private final SeriesLabels labels;
  private final Map<String, String> scope;
  private final OtlpBatch batch;

  /// @param scope labels that all series of the scope have
  MetricWriter(OtlpConfig config, SeriesLabels labels, Map<String, String> scope, OtlpBatch batch) {
    this.config = config;
    this.naming = new MetricNaming(config.translationStrategy());
    this.labels = labels;
    this.scope = scope;
    this.batch = batch;
  }

  /// Writes all points of a metric; one that cannot be stored is refused, and the others go on.
  void write(Metric metric) throws MalformedMessageException {
    switch (metric.getDataCase()) {
      case GAUGE -> {
        for (NumberDataPoint point : metric.getGauge().getDataPointsList()) {
          attempt(metric, () -> gauge(metric, point));
        }
      }
      case SUM -> {
        boolean delta = isDelta(metric.getSum().getAggregationTemporality());
        for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
          attempt(metric, () -> sum(metric, point, delta));
        }
      }
      case HISTOGRAM -> {
        boolean delta = isDelta(metric.getHistogram().getAggregationTemporality());
        for (HistogramDataPoint point : metric.getHistogram().getDataPointsList()) {
          attempt(metric, () -> histogram(metric, point, delta));
        }
      }
      case EXPONENTIAL_HISTOGRAM -> {
        boolean delta = isDelta(metric.getExponentialHistogram().getAggregationTemporality());
        for (ExponentialHistogramDataPoint point :
            metric.getExponentialHistogram().getDataPointsList()) {
          attempt(metric, () -> exponential(metric, point, delta));
        }
      }
      case SUMMARY -> {
        for (SummaryDataPoint point : metric.getSummary().getDataPointsList()) {
          attempt(metric, () -> summary(metric, point));
        }
      }
      case DATA_NOT_SET -> batch.refuse("metric \"" + metric.getName() + "\" has no data");
    }
  }

  /// What writes a point.
  private interface Point {
    void write() throws UntranslatableException, MalformedMessageException;
  }

  private void attempt(Metric metric, Point point) throws MalformedMessageException {
    try {
      point.write();
    } catch (UntranslatableException e) {
      batch.refuse("metric \"" + metric.getName() + "\": " + e.getMessage());
    }
  }

  private static boolean isDelta(AggregationTemporality temporality) {
    return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
  }

  private String name(Metric metric, Kind kind) throws UntranslatableException {
    return naming.name(metric.getName(), metric.getUnit(), kind);
  }

  private Labels series(String name, List<KeyValue> attributes) throws UntranslatableException {
    return labels.series(name, scope, attributes);
  }

  private void gauge(Metric metric, NumberDataPoint point)
      throws UntranslatableException, MalformedMessageException {
    batch.series(series(name(metric, Kind.GAUGE), point.getAttributesList()));
    batch.sample(point.getTimeUnixNano(), value(point));
    point.getExemplarsList().forEach(batch::exemplar);
  }

  private static double value(NumberDataPoint point) {
    if ((point.getFlags() & NO_RECORDED_VALUE) != 0) {
      return Staleness.MARKER;
    }
    return point.hasAsInt() ? (double) point.getAsInt() : point.getAsDouble();
  }

  private void sum(Metric metric, NumberDataPoint point, boolean delta)
      throws UntranslatableException, MalformedMessageException {
    boolean monotonic = metric.getSum().getIsMonotonic();
    Labels series =
        series(name(metric, monotonic ? Kind.COUNTER : Kind.OTHER), point.getAttributesList());
    double value = value(point);
    long startNanos = point.getStartTimeUnixNano();
    if (delta && !Staleness.isMarker(value)) {
      Cumulative<Double> total =
          batch.deltas().number(series, startNanos, point.getTimeUnixNano(), value);
      value = total.value();
      startNanos = total.startNanos();
    }
    batch.series(series);
    if (monotonic) {
      batch.start(startNanos);
    }
    batch.sample(point.getTimeUnixNano(), value);
    point.getExemplarsList().forEach(batch::exemplar);
  }

  private void histogram(Metric metric, HistogramDataPoint given, boolean delta)
      throws UntranslatableException, MalformedMessageException {
    int counts = given.getBucketCountsCount();
    if (counts != 0 && counts != given.getExplicitBoundsCount() + 1) {
      throw new UntranslatableException(
          "a histogram has "
              + counts
              + " buckets with "
              + given.getExplicitBoundsCount()
              + " bounds; there must be one bound fewer");
    }
    String name = name(metric, Kind.OTHER);
    HistogramDataPoint point = given;
    long startNanos = point.getStartTimeUnixNano();
    boolean stale = (point.getFlags() & NO_RECORDED_VALUE) != 0;
    if (delta && !stale) {
      Cumulative<HistogramDataPoint> total =
          batch.deltas().histogram(series(name, point.getAttributesList()), point);
      point = total.value();
      startNanos = total.startNanos();
    }
    if (config.convertHistogramsToNhcb()) {
      customHistogram(name, point, startNanos, stale);
    } else {
      new ClassicHistogram(name, point, startNanos, stale).write();
    }
  }

  private void customHistogram(
      String name, HistogramDataPoint point, long startNanos, boolean stale)
      throws UntranslatableException, MalformedMessageException {
    batch.series(series(name, point.getAttributesList()));
    batch.start(startNanos);
    batch.sample(
        point.getTimeUnixNano(),
        ExponentialBuckets.toCustom(
            point.getExplicitBoundsList(),
            point.getBucketCountsList(),
            (double) point.getCount(),
            stale ? Staleness.MARKER : point.getSum()));
    point.getExemplarsList().forEach(batch::exemplar);
  }

  /// A histogram as one series for each bucket.
  private final class ClassicHistogram {
    private final String name;
    private final HistogramDataPoint point;
    private final long startNanos;
    private final boolean stale;

    ClassicHistogram(String name, HistogramDataPoint point, long startNanos, boolean stale) {
      this.name = name;
      this.point = point;
      this.startNanos = startNanos;
      this.stale = stale;
    }

    void write() throws UntranslatableException, MalformedMessageException {
      Labels base = series(name, point.getAttributesList());
      if (point.hasSum()) {
        sample(base.with(Labels.METRIC_NAME, name + "_sum"), point.getSum());
      }
      sample(base.with(Labels.METRIC_NAME, name + "_count"), (double) point.getCount());
      Labels bucket = base.with(Labels.METRIC_NAME, name + "_bucket");
      long cumulative = 0;
      double lower = Double.NEGATIVE_INFINITY;
      for (int i = 0; i + 1 < point.getBucketCountsCount(); i++) {
        double bound = point.getExplicitBounds(i);
        cumulative += point.getBucketCounts(i);
        sample(bucket.with("le", FloatText.plain(bound)), (double) cumulative);
        exemplars(lower, bound);
        lower = bound;
      }
      sample(bucket.with("le", "+Inf"), (double) point.getCount());
      exemplars(lower, Double.POSITIVE_INFINITY);
    }

    private void sample(Labels series, double value) throws MalformedMessageException {
      batch.series(series);
      batch.start(startNanos);
      batch.sample(point.getTimeUnixNano(), stale ? Staleness.MARKER : value);
    }

    private void exemplars(double lowerExclusive, double upper) {
      for (var exemplar : point.getExemplarsList()) {
        double value = exemplar.hasAsInt() ? exemplar.getAsInt() : exemplar.getAsDouble();
        if (value > lowerExclusive && value <= upper) {
          batch.exemplar(exemplar);
        }
      }
    }
  }

  private void exponential(Metric metric, ExponentialHistogramDataPoint given, boolean delta)
      throws UntranslatableException, MalformedMessageException {
    Labels series = series(name(metric, Kind.OTHER), given.getAttributesList());
    ExponentialHistogramDataPoint point = given;
    long startNanos = point.getStartTimeUnixNano();
    if (delta && (point.getFlags() & NO_RECORDED_VALUE) == 0) {
      Cumulative<ExponentialHistogramDataPoint> total = batch.deltas().exponential(series, point);
      point = total.value();
      startNanos = total.startNanos();
    }
    batch.series(series);
    batch.start(startNanos);
    batch.sample(point.getTimeUnixNano(), ExponentialBuckets.toNative(point));
    point.getExemplarsList().forEach(batch::exemplar);
  }

  private void summary(Metric metric, SummaryDataPoint point)
      throws UntranslatableException, MalformedMessageException {
    String name = name(metric, Kind.OTHER);
    Labels base = series(name, point.getAttributesList());
    boolean stale = (point.getFlags() & NO_RECORDED_VALUE) != 0;
    summarySample(point, base.with(Labels.METRIC_NAME, name + "_sum"), stale, point.getSum());
    summarySample(
        point, base.with(Labels.METRIC_NAME, name + "_count"), stale, (double) point.getCount());
    for (SummaryDataPoint.ValueAtQuantile quantile : point.getQuantileValuesList()) {
      Labels series = base.with("quantile", FloatText.plain(quantile.getQuantile()));
      summarySample(point, series, stale, quantile.getValue());
    }
  }

  private void summarySample(SummaryDataPoint point, Labels series, boolean stale, double value)
      throws MalformedMessageException {
    batch.series(series);
    batch.start(point.getStartTimeUnixNano());
    batch.sample(point.getTimeUnixNano(), stale ? Staleness.MARKER : value);
  }
}
