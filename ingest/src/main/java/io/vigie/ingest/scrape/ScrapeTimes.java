package io.vigie.ingest.scrape;

/// Timestamps of the scrapes of one target. Timers are never quite exact; a scrape that starts a
/// little late, within a tolerance and a hundredth of the interval, gets the timestamp that it
/// should have had, because timestamps in constant steps cost almost nothing to store. Not
/// thread-safe.
final class ScrapeTimes {
  private final long intervalMillis;
  private final long toleranceMillis;
  private long alignedMillis = Long.MIN_VALUE;

  /// @param toleranceMillis 0 never moves a timestamp
  ScrapeTimes(long intervalMillis, long toleranceMillis) {
    this.intervalMillis = intervalMillis;
    this.toleranceMillis = Math.min(intervalMillis / 100, toleranceMillis);
  }

  /// The timestamp of a scrape that starts now, by the wall clock.
  long timestampMillis(long nowMillis) {
    if (alignedMillis == Long.MIN_VALUE || nowMillis < alignedMillis) {
      alignedMillis = nowMillis; // the first scrape, or the clock was set back
    }
    alignedMillis += (nowMillis - alignedMillis) / intervalMillis * intervalMillis;
    return nowMillis - alignedMillis <= toleranceMillis ? alignedMillis : nowMillis;
  }

  /// When to scrape next, by the monotonic clock, if the last scrape was due then. A scrape that
  /// should have begun while another was running begins at once; further ones are left out.
  static long nextNanos(long dueNanos, long nowNanos, long intervalNanos) {
    long next = dueNanos + intervalNanos;
    return next - nowNanos >= 0 ? next : next + (nowNanos - next) / intervalNanos * intervalNanos;
  }

  /// How long to wait before the first scrape, so that targets are spread evenly over the interval,
  /// each always at the same place.
  ///
  /// @param spread any number that belongs to the target
  static long offsetNanos(long nowNanosOfDay, long intervalNanos, long spread) {
    long place = Long.remainderUnsigned(spread, intervalNanos);
    long wait = place - Math.floorMod(nowNanosOfDay, intervalNanos);
    return wait >= 0 ? wait : wait + intervalNanos;
  }
}
