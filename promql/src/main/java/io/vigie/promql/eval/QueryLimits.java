package io.vigie.promql.eval;

import io.vigie.model.time.Ticker;
import java.util.concurrent.atomic.AtomicLong;

/// What one running query has used of what it may use, and whether it is to stop. Thread-safe: the
/// threads that work for the query share it.
///
/// Samples are counted as Prometheus does: a float is one, a histogram as many as floats would fit
/// into its place.
public final class QueryLimits {
  private static final String WHERE = "query execution";

  private final Ticker ticker;
  private final long deadlineNanos;
  private final long maxSamples;
  private final long maxBytes;
  private final Cancellation byCaller;
  private final Cancellation byOperator = new Cancellation();
  private final AtomicLong samplesHeld = new AtomicLong();
  private final AtomicLong bytesHeld = new AtomicLong();
  private final AtomicLong peakSamples = new AtomicLong();

  /// @param deadlineNanos reading of the ticker at which the query times out
  QueryLimits(
      Ticker ticker, long deadlineNanos, long maxSamples, long maxBytes, Cancellation byCaller) {
    this.ticker = ticker;
    this.deadlineNanos = deadlineNanos;
    this.maxSamples = maxSamples;
    this.maxBytes = maxBytes;
    this.byCaller = byCaller;
  }

  /// Goes on, or throws if the query is to stop. Cheap enough for every few thousand samples.
  ///
  /// @throws QueryException if the query was canceled or has timed out
  public void check() {
    if (byCaller.isRequested() || byOperator.isRequested()) {
      throw new QueryException(QueryException.Kind.CANCELED, "query was canceled in " + WHERE);
    }
    if (ticker.readNanos() - deadlineNanos >= 0) {
      throw new QueryException(QueryException.Kind.TIMEOUT, "query timed out in " + WHERE);
    }
  }

  /// Accounts for samples that are kept in memory from now on; negative numbers give back.
  ///
  /// @throws QueryException if that is more than the query may hold
  public void hold(long samples, long bytes) {
    long nowSamples = samplesHeld.addAndGet(samples);
    long nowBytes = bytesHeld.addAndGet(bytes);
    if (samples > 0) {
      peakSamples.accumulateAndGet(nowSamples, Math::max);
    }
    if (samples > 0 && nowSamples > maxSamples) {
      throw tooMany("query processing would load too many samples into memory in " + WHERE);
    }
    if (bytes > 0 && nowBytes > maxBytes) {
      throw tooMany(
          "query processing would need more than "
              + maxBytes
              + " bytes of memory in "
              + WHERE
              + ": select fewer series, a shorter range or a longer step");
    }
  }

  private static QueryException tooMany(String message) {
    return new QueryException(QueryException.Kind.TOO_MANY_SAMPLES, message);
  }

  /// Gives back everything taken since the count was at these marks.
  void releaseTo(long samplesMark, long bytesMark) {
    samplesHeld.set(samplesMark);
    bytesHeld.set(bytesMark);
  }

  /// Stops the query from outside.
  void cancelByOperator() {
    byOperator.cancel();
  }

  long samplesHeld() {
    return samplesHeld.get();
  }

  long bytesHeld() {
    return bytesHeld.get();
  }

  long peakSamples() {
    return peakSamples.get();
  }
}
