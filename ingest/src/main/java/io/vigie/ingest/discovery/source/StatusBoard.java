package io.vigie.ingest.discovery.source;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.vigie.ingest.discovery.DiscoveryStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a discovery writes down how it is going. Thread-safe.
final class StatusBoard {
  private static final Logger LOGGER = LoggerFactory.getLogger(StatusBoard.class);

  private final String kind;
  private final InstantSource clock;

  @GuardedBy("this")
  private Optional<String> lastError = Optional.empty();

  @GuardedBy("this")
  private Optional<Instant> lastSuccess = Optional.empty();

  StatusBoard(String kind, InstantSource clock) {
    this.kind = kind;
    this.clock = clock;
  }

  synchronized void succeeded() {
    if (lastError.isPresent()) {
      LOGGER.info("{} discovery works again", kind);
    }
    lastError = Optional.empty();
    lastSuccess = Optional.of(clock.instant());
  }

  /// Logged once for the same problem, however often it occurs.
  synchronized void failed(String problem) {
    if (!lastError.equals(Optional.of(problem))) {
      LOGGER.warn("{} discovery: {}", kind, problem);
    }
    lastError = Optional.of(problem);
  }

  synchronized DiscoveryStatus status() {
    return new DiscoveryStatus(kind, lastError, lastSuccess);
  }
}
