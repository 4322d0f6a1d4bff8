package io.vigie.alerts.replay;

import java.time.Instant;
import java.time.InstantSource;

/// A clock that shows what it is told. Thread-safe.
final class ReplayClock implements InstantSource {
  private volatile Instant now;

  ReplayClock(Instant start) {
    this.now = start;
  }

  void set(Instant instant) {
    now = instant;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
