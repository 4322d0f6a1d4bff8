package io.vigie.ingest.otlp;

import io.vigie.ingest.intake.PushBatch;
import io.vigie.ingest.intake.PushResult;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The points of one request on their way into the store, with times in nanoseconds as OTLP has
/// them. Belongs to one thread.
final class OtlpBatch implements AutoCloseable {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /// One request covers seconds, or hours after an outage; a wrong clock must not fill the disk.
  private static final long MAX_TARGET_INFOS = 1000;

  private final PushBatch batch;
  private final Accumulation accumulation;
  private Accumulation.@Nullable Session deltas;
  private long oldestMillis = Long.MAX_VALUE;
  private long newestMillis = Long.MIN_VALUE;

  OtlpBatch(PushBatch batch, Accumulation accumulation) {
    this.batch = batch;
    this.accumulation = accumulation;
  }

  /// The running totals, opened by the first point that needs one.
  Accumulation.Session deltas() {
    if (deltas == null) {
      deltas = accumulation.open();
    }
    return deltas;
  }

  void series(Labels labels) throws MalformedMessageException {
    batch.series(labels);
  }

  /// Says when the next sample began to count; 0 means that nobody knows.
  void start(long startNanos) {
    if (startNanos != 0) {
      batch.startTimestamp(millis(startNanos));
    }
  }

  void sample(long timeNanos, double value) throws MalformedMessageException {
    batch.append(seen(timeNanos), value);
  }

  void sample(long timeNanos, Histogram histogram) throws MalformedMessageException {
    batch.append(seen(timeNanos), histogram);
  }

  /// Adds an exemplar; one that is not newer than the last is nothing to speak of.
  void exemplar(io.opentelemetry.proto.metrics.v1.Exemplar exemplar) {
    var _ = batch.append(Exemplars.of(exemplar));
  }

  void refuse(String problem) {
    batch.refuse("untranslatable", problem);
  }

  private long seen(long timeNanos) {
    long timestampMillis = millis(timeNanos);
    oldestMillis = Math.min(oldestMillis, timestampMillis);
    newestMillis = Math.max(newestMillis, timestampMillis);
    return timestampMillis;
  }

  /// OTLP's times are unsigned.
  private static long millis(long nanos) {
    return Long.divideUnsigned(nanos, NANOS_PER_MILLI);
  }

  /// Writes what a resource says about itself, so that it is found at every moment of its samples,
  /// and forgets their times.
  ///
  /// @param everyMillis less than how far queries look back
  void targetInfo(Labels labels, long everyMillis) throws MalformedMessageException {
    batch.series(labels);
    long firstMillis = Math.max(oldestMillis, newestMillis - MAX_TARGET_INFOS * everyMillis);
    for (long at = firstMillis; at < newestMillis; at += everyMillis) {
      batch.append(at, 1);
    }
    batch.append(newestMillis, 1);
  }

  /// Whether a resource has given any sample since the last [#nextResource].
  boolean hasSamples() {
    return newestMillis != Long.MIN_VALUE;
  }

  void nextResource() {
    oldestMillis = Long.MAX_VALUE;
    newestMillis = Long.MIN_VALUE;
  }

  /// @throws IOException if nothing was stored; running totals are as before then
  PushResult commit() throws IOException {
    PushResult result = batch.commit();
    if (deltas != null) {
      deltas.commit();
    }
    return result;
  }

  @Override
  public void close() {
    if (deltas != null) {
      deltas.close();
    }
    batch.close();
  }
}
