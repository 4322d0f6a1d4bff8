package io.vigie.model.telemetry;

/// The door through which a room begins to tell what it does, as a tree of [Span]s; the server
/// sends them to where the configuration says. Thread-safe.
///
/// ```
/// Span span = tracer.begin("scrape").set("scrape.job", job);
/// span.run(() -> scrape());   // whatever begins within finds it as Span.current()
/// ```
public interface Tracer {
  /// Records nothing: for tests and for rooms used outside a server.
  Tracer NONE =
      new Tracer() {
        @Override
        public Span begin(String name) {
          return Span.none();
        }

        @Override
        public Span beginServed(String name, String traceparent, String tracestate) {
          return Span.none();
        }
      };

  /// Begins the first span of a trace: work that nobody asked for but the clock.
  ///
  /// @param name of the kind of work; what differs from one time to the next is an attribute
  Span begin(String name);

  /// Begins the span of a request that was sent to this server. It belongs to the trace of whoever
  /// sent it, if they say so in the headers of W3C Trace Context.
  ///
  /// @param traceparent the header, or the empty text; one that is wrong counts as none
  /// @param tracestate the header, or the empty text
  Span beginServed(String name, String traceparent, String tracestate);
}
