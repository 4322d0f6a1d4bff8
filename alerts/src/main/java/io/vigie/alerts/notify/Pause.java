package io.vigie.alerts.notify;

import java.time.Duration;

/// Waiting between attempts; tests let their clock pass instead.
@FunctionalInterface
public interface Pause {
  void pause(Duration duration) throws InterruptedException;

  static Pause real() {
    return duration -> Thread.sleep(duration);
  }
}
