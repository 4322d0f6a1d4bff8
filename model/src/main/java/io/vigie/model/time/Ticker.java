package io.vigie.model.time;

/// Monotonic elapsed time, for measuring durations; says nothing about the wall clock.
///
/// Thread-safe. Tests inject one that they advance by hand.
@FunctionalInterface
public interface Ticker {
  /// Nanoseconds since an arbitrary but fixed origin; only differences mean anything.
  long readNanos();

  /// The system's monotonic clock.
  static Ticker system() {
    return System::nanoTime;
  }
}
