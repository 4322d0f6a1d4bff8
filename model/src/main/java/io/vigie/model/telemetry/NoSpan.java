package io.vigie.model.telemetry;

import java.util.Map;
import java.util.Optional;

final class NoSpan implements Span {
  static final Span INSTANCE = new NoSpan();

  private NoSpan() {}

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
    return Optional.empty();
  }

  @Override
  public Map<String, String> headers() {
    return Map.of();
  }

  @Override
  public <R, X extends Throwable> R within(ScopedValue.CallableOp<R, X> work) throws X {
    return work.call();
  }

  @Override
  public <R, X extends Throwable> R call(ScopedValue.CallableOp<R, X> work) throws X {
    return work.call();
  }

  @Override
  public <X extends Throwable> void run(Work<X> work) throws X {
    work.run();
  }
}
