package io.vigie.testkit;

import io.vigie.model.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until a test advances it. Thread-safe.
public final class FakeClock implements InstantSource, Ticker {
  private Instant now;

  public FakeClock(Instant start) {
    this.now = start;
  }

  /// Stands at 2026-01-01T00:00:00Z.
  public FakeClock() {
    this(Instant.parse("2026-01-01T00:00:00Z"));
  }

  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  /// Jumps, also backwards, as a corrected system clock does. The ticker jumps along.
  public synchronized void set(Instant instant) {
    now = instant;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public long readNanos() {
    Instant instant = instant();
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}
