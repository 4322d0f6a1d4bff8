package io.vigie.ingest.influx;

import io.vigie.ingest.intake.RefusedPushException;
import java.util.concurrent.TimeUnit;

/// The unit of a request's timestamps.
enum Precision {
  NANOSECONDS(TimeUnit.NANOSECONDS),
  MICROSECONDS(TimeUnit.MICROSECONDS),
  MILLISECONDS(TimeUnit.MILLISECONDS),
  SECONDS(TimeUnit.SECONDS),
  MINUTES(TimeUnit.MINUTES),
  HOURS(TimeUnit.HOURS);

  private final TimeUnit unit;

  Precision(TimeUnit unit) {
    this.unit = unit;
  }

  /// @param parameter as in a request; empty means nanoseconds
  static Precision of(String parameter) throws RefusedPushException {
    return switch (parameter) {
      case "", "n", "ns" -> NANOSECONDS;
      case "u", "us", "µ" -> MICROSECONDS;
      case "ms" -> MILLISECONDS;
      case "s" -> SECONDS;
      case "m" -> MINUTES;
      case "h" -> HOURS;
      default ->
          throw new RefusedPushException(
              400, "invalid precision \"" + parameter + "\": use one of ns, us, ms, s, m, h");
    };
  }

  long toMillis(long timestamp) {
    return this == NANOSECONDS || this == MICROSECONDS
        ? Math.floorDiv(timestamp, unit.convert(1, TimeUnit.MILLISECONDS))
        : unit.toMillis(timestamp);
  }
}
