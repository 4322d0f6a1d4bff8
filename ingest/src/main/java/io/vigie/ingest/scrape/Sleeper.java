package io.vigie.ingest.scrape;

import java.util.concurrent.TimeUnit;

/// Lets the calling thread wait; tests put in one that waits for a clock which they advance.
@FunctionalInterface
interface Sleeper {
  Sleeper SYSTEM = TimeUnit.NANOSECONDS::sleep;

  void sleep(long nanos) throws InterruptedException;
}
