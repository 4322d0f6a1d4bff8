package io.vigie.ingest.intake;

import io.vigie.ingest.relabel.Relabelling;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.telemetry.Meters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/// The way into the store for samples that somebody pushes. One for each protocol: what it
/// remembers of a series is known by the bytes in which that protocol names it. Thread-safe.
public final class PushIntake {
  /// As in Prometheus: a sender whose clock is this much ahead is wrong.
  private static final Duration MAX_AHEAD = Duration.ofMinutes(10);

  private static final int MAX_REMEMBERED_SERIES = 2_000_000;

  private final MetricStore store;
  private final InstantSource clock;
  private final Supplier<PushRules> rules;
  private final PushMeters meters;
  private volatile Remembered remembered = new Remembered(Relabelling.NONE);

  /// The series that were sent lately, as long as they would be relabelled in the same way.
  private record Remembered(Relabelling relabelling, ReferenceCache references) {
    Remembered(Relabelling relabelling) {
      this(relabelling, new ReferenceCache(MAX_REMEMBERED_SERIES));
    }
  }

  /// @param rules asked for at each batch
  /// @param protocol for the metrics: `remote_write`
  public PushIntake(
      MetricStore store,
      InstantSource clock,
      Supplier<PushRules> rules,
      Meters meters,
      String protocol) {
    this.store = store;
    this.clock = clock;
    this.rules = rules;
    this.meters = new PushMeters(meters, protocol);
  }

  /// Opens the batch of one request.
  public PushBatch open() {
    long nowMillis = clock.millis();
    PushRules current = rules.get();
    ReferenceCache references = references(current.relabelling());
    references.tick(nowMillis);
    return new PushBatch(
        store.appender(), references, current, meters, nowMillis + MAX_AHEAD.toMillis());
  }

  private ReferenceCache references(Relabelling relabelling) {
    Remembered current = remembered;
    if (current.relabelling != relabelling) {
      current = new Remembered(relabelling);
      remembered = current;
    }
    return current.references;
  }
}
