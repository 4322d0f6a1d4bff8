package io.vigie.server.cli;

import java.math.BigDecimal;
import java.time.Duration;

/// Durations as promtool prints them: `2h0m0s`, `1.5s`, `20ms`.
final class GoDuration {
  private GoDuration() {}

  static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0s";
    }
    if (millis < 1000) {
      return millis + "ms";
    }
    String seconds =
        BigDecimal.valueOf(millis % 60_000, 3).stripTrailingZeros().toPlainString() + "s";
    if (duration.toMinutes() == 0) {
      return seconds;
    }
    String minutes = duration.toMinutesPart() + "m" + seconds;
    return duration.toHours() == 0 ? minutes : duration.toHours() + "h" + minutes;
  }
}
