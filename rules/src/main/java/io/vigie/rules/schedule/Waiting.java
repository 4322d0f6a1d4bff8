package io.vigie.rules.schedule;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/// Lets the calling thread wait; tests put in one that waits for a clock which they advance.
@FunctionalInterface
public interface Waiting {
  /// Returns when the wall clock has reached an instant, at once if it has already.
  ///
  /// @param instantMillis milliseconds since the epoch
  void until(long instantMillis) throws InterruptedException;

  /// Waits for the clock, which somebody may set while it does: never longer than a second at once.
  static Waiting by(InstantSource clock) {
    return instantMillis -> {
      long leftMillis = instantMillis - clock.millis();
      while (leftMillis > 0) {
        TimeUnit.MILLISECONDS.sleep(Math.min(leftMillis, 1000));
        leftMillis = instantMillis - clock.millis();
      }
    };
  }
}
