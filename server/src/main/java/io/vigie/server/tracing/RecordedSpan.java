package io.vigie.server.tracing;

import io.vigie.model.telemetry.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A span that will be sent. What it became is read once it has ended, and does not change then.
final class RecordedSpan implements Span {
  static final int MAX_TEXT = 2048;
  private static final int MAX_ATTRIBUTES = 64;

  /// @param value a `String` or a `Long`
  record Attribute(String key, Object value) {}

  private final SpanRecorder recorder;
  private final TraceContext context;
  private final String parentSpanId;
  private final Kind kind;
  private final long startUnixNanos;
  private final long startTick;
  private final List<Attribute> attributes = new ArrayList<>(8);
  private String name;
  private Optional<String> failure = Optional.empty();
  private long durationNanos;
  private boolean ended;

  /// @param parentSpanId the empty text for the first of a trace
  RecordedSpan(
      SpanRecorder recorder, TraceContext context, String parentSpanId, String name, Kind kind) {
    this.recorder = recorder;
    this.context = context;
    this.parentSpanId = parentSpanId;
    this.name = name;
    this.kind = kind;
    this.startUnixNanos = recorder.unixNanos();
    this.startTick = recorder.tick();
  }

  @Override
  public Span child(String childName, Kind childKind) {
    return new RecordedSpan(recorder, context.next(), context.spanId(), childName, childKind);
  }

  @Override
  public boolean isRecorded() {
    return true;
  }

  @Override
  public Span rename(String better) {
    if (!ended) {
      name = better;
    }
    return this;
  }

  @Override
  public Span set(String key, String value) {
    return set(key, (Object) (value.length() > MAX_TEXT ? value.substring(0, MAX_TEXT) : value));
  }

  @Override
  public Span set(String key, long value) {
    return set(key, (Object) value);
  }

  private Span set(String key, Object value) {
    if (!ended && attributes.size() < MAX_ATTRIBUTES) {
      attributes.removeIf(attribute -> attribute.key.equals(key));
      attributes.add(new Attribute(key, value));
    }
    return this;
  }

  @Override
  public void fail(String reason) {
    if (!ended) {
      failure = Optional.of(reason.length() > MAX_TEXT ? reason.substring(0, MAX_TEXT) : reason);
    }
  }

  @Override
  public void end() {
    if (!ended) {
      ended = true;
      durationNanos = recorder.tick() - startTick;
      recorder.ended(this);
    }
  }

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

  TraceContext context() {
    return context;
  }

  String parentSpanId() {
    return parentSpanId;
  }

  String name() {
    return name;
  }

  Kind kind() {
    return kind;
  }

  long startUnixNanos() {
    return startUnixNanos;
  }

  long endUnixNanos() {
    return startUnixNanos + durationNanos;
  }

  List<Attribute> attributes() {
    return attributes;
  }

  /// Why the work did not succeed, if it did not.
  Optional<String> failure() {
    return failure;
  }
}
