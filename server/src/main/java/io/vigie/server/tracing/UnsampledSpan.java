package io.vigie.server.tracing;

import io.vigie.model.telemetry.Span;
import java.util.Map;
import java.util.Optional;

/// Stands for the spans of a trace that is not recorded, so that those who are called do not record
/// it either.
record UnsampledSpan(TraceContext context) implements Span {
  @Override
  public Span child(String name, Kind kind) {
    return this;
  }

  @Override
  public boolean isRecorded() {
    return false;
  }

  @Override
  public Span rename(String name) {
    return this;
  }

  @Override
  public Span set(String key, String value) {
    return this;
  }

  @Override
  public Span set(String key, long value) {
    return this;
  }

  @Override
  public void fail(String reason) {}

  @Override
  public void end() {}

  @Override
  public Optional<String> traceId() {
    return Optional.of(context.traceId());
  }

  @Override
  public Map<String, String> headers() {
    return context.headers();
  }

  @Override
  public <R, X extends Throwable> R within(ScopedValue.CallableOp<R, X> work) throws X {
    return ScopedValue.where(CURRENT, this).call(work);
  }
}
