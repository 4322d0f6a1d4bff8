package io.vigie.model.telemetry;

import java.util.Map;
import java.util.Optional;

/// One piece of work with its beginning, its end and what is to be known of it. Attributes are set,
/// and the span is ended, by one thread at a time; [#child] may be called by any.
///
/// Names and attributes follow the semantic conventions of OpenTelemetry where these have one. They
/// leave this process: never set what may hold a secret, such as the query of an address.
public interface Span {
  /// The span within which this thread works; bound by [#within].
  ScopedValue<Span> CURRENT = ScopedValue.newInstance();

  /// The span within which this thread works, or [#none].
  static Span current() {
    return CURRENT.orElse(NoSpan.INSTANCE);
  }

  /// Not recorded, and neither is anything below it.
  static Span none() {
    return NoSpan.INSTANCE;
  }

  /// On which side of a call the work is done.
  enum Kind {
    /// On neither.
    INTERNAL,
    /// Answering a request.
    SERVER,
    /// Sending a request and waiting for its answer.
    CLIENT
  }

  /// Begins a piece of this work.
  Span child(String name, Kind kind);

  /// Begins a piece of this work within this process.
  default Span child(String name) {
    return child(name, Kind.INTERNAL);
  }

  /// Whether it will be sent, so that what is costly to find out is worth it.
  boolean isRecorded();

  /// Gives it a better name than the one it began with.
  Span rename(String name);

  /// Sets an attribute; a long text is cut.
  Span set(String key, String value);

  /// Sets an attribute.
  Span set(String key, long value);

  /// Says that the work did not succeed.
  ///
  /// @param reason for people; must not hold a secret
  void fail(String reason);

  /// Ends it; has no effect a second time, as nothing has then.
  void end();

  /// By which the trace is found where spans are sent: 32 hexadecimal digits. Empty if nothing is
  /// traced at all.
  Optional<String> traceId();

  /// What a request sent on behalf of this work carries, so that its receiver can go on with the
  /// trace: the headers of W3C Trace Context.
  Map<String, String> headers();

  /// Works within this span, which does not end by that.
  <R, X extends Throwable> R within(ScopedValue.CallableOp<R, X> work) throws X;

  /// Works within this span and ends it. An exception is a failure.
  default <R, X extends Throwable> R call(ScopedValue.CallableOp<R, X> work) throws X {
    try {
      return within(work);
    } catch (Throwable e) {
      fail(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
      throw e;
    } finally {
      end();
    }
  }

  /// Work without a result.
  @FunctionalInterface
  interface Work<X extends Throwable> {
    void run() throws X;
  }

  /// As [#call], for work without a result.
  default <X extends Throwable> void run(Work<X> work) throws X {
    boolean _ =
        call(() -> {
          work.run();
          return true;
        });
  }
}
