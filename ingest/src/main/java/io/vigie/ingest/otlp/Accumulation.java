package io.vigie.ingest.otlp;

import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.vigie.model.metric.Labels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Makes running totals of points that say only what was added since the point before (delta
/// temporality).
///
/// Totals live in memory. After a restart, or for a series that was let go because too many others
/// were more recent, they begin at zero again, with a new start: that is a counter reset, which
/// every query knows.
///
/// Thread-safe: one [Session] at a time.
final class Accumulation {
  /// What a series has come to.
  ///
  /// @param startNanos when counting began, nanoseconds since the epoch
  /// @param timeNanos the newest point that is in it
  private record Total<T>(long startNanos, long timeNanos, T value) {}

  /// Adds two values.
  @FunctionalInterface
  interface Sum<T> {
    T of(T total, T delta) throws UntranslatableException;
  }

  /// A value with the start of its series, nanoseconds since the epoch.
  record Cumulative<T>(long startNanos, T value) {}

  private final int maxSeries;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<Labels, Total<?>> totals = new LinkedHashMap<>(16, 0.75f, true);

  Accumulation(int maxSeries) {
    this.maxSeries = maxSeries;
  }

  /// Waits until nobody else adds.
  Session open() {
    lock.lock();
    return new Session();
  }

  /// The points of one request. Totals change with [#commit] only, so that a request that could not
  /// be stored and is sent again is not counted twice.
  final class Session implements AutoCloseable {
    private final Map<Labels, Total<?>> added = new LinkedHashMap<>();

    private Session() {}

    Cumulative<Double> number(Labels series, long startNanos, long timeNanos, double delta)
        throws UntranslatableException {
      return add(series, Double.class, startNanos, timeNanos, delta, Double::sum);
    }

    Cumulative<HistogramDataPoint> histogram(Labels series, HistogramDataPoint delta)
        throws UntranslatableException {
      return add(
          series,
          HistogramDataPoint.class,
          delta.getStartTimeUnixNano(),
          delta.getTimeUnixNano(),
          delta,
          HistogramSums::explicit);
    }

    Cumulative<ExponentialHistogramDataPoint> exponential(
        Labels series, ExponentialHistogramDataPoint delta) throws UntranslatableException {
      return add(
          series,
          ExponentialHistogramDataPoint.class,
          delta.getStartTimeUnixNano(),
          delta.getTimeUnixNano(),
          delta,
          HistogramSums::exponential);
    }

    private <T> Cumulative<T> add(
        Labels series, Class<T> type, long startNanos, long timeNanos, T delta, Sum<T> sum)
        throws UntranslatableException {
      Total<?> before = added.containsKey(series) ? added.get(series) : totals.get(series);
      Total<T> total = new Total<>(startNanos, timeNanos, delta);
      if (before != null && type.isInstance(before.value())) {
        if (Long.compareUnsigned(timeNanos, before.timeNanos()) <= 0) {
          throw new UntranslatableException(
              "a delta that is not newer than the one before cannot be added");
        }
        total =
            new Total<>(before.startNanos(), timeNanos, sum.of(type.cast(before.value()), delta));
      }
      added.put(series, total);
      return new Cumulative<>(total.startNanos(), total.value());
    }

    /// Makes what was added the base of the next request.
    void commit() {
      totals.putAll(added);
      var oldest = totals.keySet().iterator();
      for (int over = totals.size() - maxSeries; over > 0; over--) {
        oldest.next();
        oldest.remove();
      }
    }

    @Override
    public void close() {
      lock.unlock();
    }
  }
}
