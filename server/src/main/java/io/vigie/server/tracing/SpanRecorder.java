package io.vigie.server.tracing;

import io.vigie.model.telemetry.Span;
import io.vigie.model.telemetry.Tracer;
import io.vigie.model.time.Ticker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// Begins spans and hands on those that have ended. Whether a trace is recorded is decided by
/// whoever began it; of those that begin here a fraction is, chosen by the identifier, so that
/// everybody who is asked the same way chooses the same traces. Thread-safe.
final class SpanRecorder implements Tracer {
  private final double fraction;
  private final Consumer<RecordedSpan> finished;
  private final InstantSource clock;
  private final Ticker ticker;

  /// @param fraction of traces recorded; 1 and above are all, 0 and below none
  /// @param finished gets each span when it has ended, on the thread that worked
  SpanRecorder(
      double fraction, Consumer<RecordedSpan> finished, InstantSource clock, Ticker ticker) {
    this.fraction = fraction;
    this.finished = finished;
    this.clock = clock;
    this.ticker = ticker;
  }

  @Override
  public Span begin(String name) {
    return first(name, Span.Kind.INTERNAL);
  }

  @Override
  public Span beginServed(String name, String traceparent, String tracestate) {
    Optional<TraceContext> caller = TraceContext.parse(traceparent, tracestate);
    if (caller.isEmpty()) {
      return first(name, Span.Kind.SERVER);
    }
    TraceContext above = caller.get();
    return above.sampled()
        ? new RecordedSpan(this, above.next(), above.spanId(), name, Span.Kind.SERVER)
        : new UnsampledSpan(above);
  }

  private Span first(String name, Span.Kind kind) {
    long traceIdLow = ThreadLocalRandom.current().nextLong();
    TraceContext context = TraceContext.create(isSampled(traceIdLow), traceIdLow);
    return context.sampled()
        ? new RecordedSpan(this, context, "", name, kind)
        : new UnsampledSpan(context);
  }

  /// As the SDK for Go decides, hence Prometheus: by the upper 63 bits of the last eight bytes.
  private boolean isSampled(long traceIdLow) {
    return fraction >= 1 || (fraction > 0 && (traceIdLow >>> 1) < (long) (fraction * 0x1p63));
  }

  long unixNanos() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  long tick() {
    return ticker.readNanos();
  }

  void ended(RecordedSpan span) {
    finished.accept(span);
  }
}
