package io.vigie.ingest.scrape;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How the last scrape of a target went.
///
/// @param start when it began; empty if there was none yet
/// @param remark what is to be said although it went well, or empty
record LastScrape(
    Optional<Instant> start, Duration duration, Optional<ScrapeFailure> failure, String remark) {
  static final LastScrape NONE =
      new LastScrape(Optional.empty(), Duration.ZERO, Optional.empty(), "");

  TargetHealth health() {
    if (start.isEmpty()) {
      return TargetHealth.UNKNOWN;
    }
    return failure.isEmpty() ? TargetHealth.UP : TargetHealth.DOWN;
  }

  LastScrape withFailure(ScrapeFailure other) {
    return new LastScrape(start, duration, Optional.of(other), remark);
  }
}
