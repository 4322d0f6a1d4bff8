package io.vigie.ingest.listen;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;

/// Says in the log why lines are refused, where no sender can be told: the first reason, then at
/// most one a minute. Thread-safe.
public final class RefusalLog {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Logger log;
  private final String name;
  private long quietUntilNanos;
  private boolean spoken;

  public RefusalLog(Logger log, String name) {
    this.log = log;
    this.name = name;
  }

  /// @param problems of one batch; none says nothing
  public synchronized void tell(List<String> problems) {
    if (problems.isEmpty() || (spoken && System.nanoTime() - quietUntilNanos < 0)) {
      return;
    }
    spoken = true;
    quietUntilNanos = System.nanoTime() + PAUSE.toNanos();
    log.warn(
        "{}: {} (vigie_push_samples_rejected_total counts; said at most once a minute)",
        name,
        String.join("; ", problems));
  }
}
