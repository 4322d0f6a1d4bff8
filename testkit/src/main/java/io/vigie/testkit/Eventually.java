package io.vigie.testkit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Waiting for what other processes do, in the few tests that involve any: everything else uses
/// [FakeClock].
public final class Eventually {
  private Eventually() {}

  /// Asks every 50 ms until the condition holds.
  ///
  /// @throws AssertionError if it does not hold in time, with what was waited for
  public static void holds(Duration atMost, String what, BooleanSupplier condition)
      throws InterruptedException {
    long deadlineNanos = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadlineNanos) {
        throw new AssertionError("not within " + atMost + ": " + what);
      }
      pause(Duration.ofMillis(50));
    }
  }

  /// Lets real time pass.
  public static void pause(Duration duration) throws InterruptedException {
    new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
  }
}
