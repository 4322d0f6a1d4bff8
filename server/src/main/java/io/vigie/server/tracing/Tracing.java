package io.vigie.server.tracing;

import io.vigie.config.http.TlsConfig;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.telemetry.Span;
import io.vigie.model.telemetry.Tracer;
import io.vigie.model.time.Ticker;
import io.vigie.outbound.OutboundClients;
import io.vigie.outbound.tls.TlsContexts;
import io.vigie.server.config.TracingConfig;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door handed to every room, behind which the configuration decides whether spans are recorded
/// and where they go. Thread-safe; [#close] sends what waits.
public final class Tracing implements Tracer, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);

  /// What one configuration asks for.
  private record Recording(TracingConfig config, SpanRecorder recorder, SpanBatches batches) {}

  private final InstantSource clock;
  private final Ticker ticker;
  private final Meters meters;
  private final String version;

  // Written under this object's lock.
  private volatile @Nullable Recording recording;

  /// @param version of this server, told with its spans
  public Tracing(InstantSource clock, Ticker ticker, Meters meters, String version) {
    this.clock = clock;
    this.ticker = ticker;
    this.meters = meters;
    this.version = version;
  }

  @Override
  public Span begin(String name) {
    Recording current = recording;
    return current == null ? Span.none() : current.recorder.begin(name);
  }

  @Override
  public Span beginServed(String name, String traceparent, String tracestate) {
    Recording current = recording;
    return current == null
        ? Span.none()
        : current.recorder.beginServed(name, traceparent, tracestate);
  }

  /// Looks whether spans could be sent as a configuration says, without sending any.
  ///
  /// @throws IOException if not, with what is wrong
  public static void check(Optional<TracingConfig> configured) throws IOException {
    if (configured.isEmpty()) {
      return;
    }
    TracingConfig config = configured.get();
    try {
      SpanExporter.check(config);
      TlsConfig tls = config.tls();
      if (!config.insecure() && !tls.equals(TlsConfig.DEFAULT)) {
        var _ = TlsContexts.create(tls);
      }
    } catch (IllegalArgumentException | IOException e) {
      throw new IOException("tracing: " + e.getMessage(), e);
    }
  }

  /// Records and sends from now on as a configuration says that [#check] has found right. Spans
  /// that wait for the collector before are still sent there, if it takes them at once.
  ///
  /// @param clients must outlive this
  public synchronized void apply(Optional<TracingConfig> configured, OutboundClients clients) {
    Recording before = recording;
    if (before == null ? configured.isEmpty() : configured.equals(Optional.of(before.config))) {
      return;
    }
    recording = configured.map(config -> start(config, clients)).orElse(null);
    if (before != null) {
      before.batches.close();
    }
  }

  private Recording start(TracingConfig config, OutboundClients clients) {
    SpanBatches batches =
        new SpanBatches(
            SpanBatches.DEFAULT, new OtlpSpans(version), SpanExporter.of(config, clients), meters);
    batches.start();
    LOG.info("tracing: spans are recorded from now on");
    return new Recording(
        config, new SpanRecorder(config.samplingFraction(), batches, clock, ticker), batches);
  }

  @Override
  public synchronized void close() {
    Recording last = recording;
    recording = null;
    if (last != null) {
      last.batches.close();
    }
  }
}
