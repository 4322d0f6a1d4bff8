package io.vigie.ingest.discovery.source;

import java.time.Duration;

/// Growing pauses between failures: 1 s, 2 s, 4 s, … up to a bound. Not thread-safe.
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);

  private final Duration longest;
  private Duration next;

  Backoff(Duration longest) {
    this.longest = longest;
    this.next = first();
  }

  private Duration first() {
    return FIRST.compareTo(longest) < 0 ? FIRST : longest;
  }

  /// How long to wait after one more failure.
  Duration afterFailure() {
    Duration pause = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return pause;
  }

  void reset() {
    next = first();
  }
}
