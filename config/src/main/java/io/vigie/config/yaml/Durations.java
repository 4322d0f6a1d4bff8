package io.vigie.config.yaml;

import java.time.Duration;
import java.util.List;

/// Durations as Prometheus writes them: whole numbers with units from years to milliseconds,
/// largest first, each at most once: `1h30m`, `15s`, `0`. A year has 365 days, a week 7, a day 24
/// hours.
public final class Durations {
  private record Unit(String symbol, long millis, boolean onlyExact) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit("y", 365L * 24 * 3600 * 1000, true),
          new Unit("w", 7L * 24 * 3600 * 1000, true),
          new Unit("d", 24L * 3600 * 1000, false),
          new Unit("h", 3600L * 1000, false),
          new Unit("m", 60L * 1000, false),
          new Unit("s", 1000, false),
          new Unit("ms", 1, false));

  private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000;

  private Durations() {}

  /// @throws IllegalArgumentException with a message fit for the user if the text is no duration
  public static Duration parse(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("empty duration string");
    }
    long millis = 0;
    int nextUnit = 0;
    int at = 0;
    while (at < text.length()) {
      int digitsEnd = skip(text, at, true);
      int unitEnd = skip(text, digitsEnd, false);
      if (digitsEnd == at || unitEnd == digitsEnd || digitsEnd - at > 18) {
        throw notADuration(text);
      }
      int unit = unitIndex(text.substring(digitsEnd, unitEnd), text);
      if (unit < nextUnit) {
        throw notADuration(text);
      }
      nextUnit = unit + 1;
      millis = add(millis, Long.parseLong(text, at, digitsEnd, 10), UNITS.get(unit).millis());
      at = unitEnd;
    }
    return Duration.ofMillis(millis);
  }

  private static int skip(String text, int from, boolean digits) {
    int at = from;
    while (at < text.length() && (text.charAt(at) >= '0' && text.charAt(at) <= '9') == digits) {
      at++;
    }
    return at;
  }

  private static int unitIndex(String symbol, String text) {
    for (int i = 0; i < UNITS.size(); i++) {
      if (UNITS.get(i).symbol().equals(symbol)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "unknown unit " + ByteTexts.quote(symbol) + " in duration " + ByteTexts.quote(text));
  }

  private static long add(long millis, long count, long unitMillis) {
    if (count > (MAX_MILLIS - millis) / unitMillis) {
      throw new IllegalArgumentException("duration out of range");
    }
    return millis + count * unitMillis;
  }

  private static IllegalArgumentException notADuration(String text) {
    return new IllegalArgumentException("not a valid duration string: " + ByteTexts.quote(text));
  }

  /// The shortest text that means the duration, to the millisecond: `90s` is `1m30s`.
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder(millis < 0 ? "-" : "");
    long rest = Math.abs(millis);
    for (Unit unit : UNITS) {
      if (rest >= unit.millis() && !(unit.onlyExact() && rest % unit.millis() != 0)) {
        text.append(rest / unit.millis()).append(unit.symbol());
        rest %= unit.millis();
      }
    }
    return text.toString();
  }
}
