package io.vigie.promql.ast;

import java.util.List;

/// Durations as PromQL writes them: `1h30m`, `5d`, `100ms`.
public final class Durations {
  private record Unit(String symbol, long millis) {}

  /// From the largest to the smallest, the order in which they must stand.
  private static final List<Unit> UNITS =
      List.of(
          new Unit("y", 365L * 24 * 3_600_000),
          new Unit("w", 7L * 24 * 3_600_000),
          new Unit("d", 24L * 3_600_000),
          new Unit("h", 3_600_000),
          new Unit("m", 60_000),
          new Unit("s", 1_000),
          new Unit("ms", 1));

  /// What fits into 63 bits of nanoseconds, some 292 years.
  private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000;

  private Durations() {}

  /// Reads a duration such as `1h30m`. Each unit stands at most once, larger ones first; only `0`
  /// needs none.
  ///
  /// @return milliseconds
  /// @throws IllegalArgumentException if the text is not a duration; the message says why
  public static long parseMillis(String text) {
    if (text.equals("0")) {
      return 0;
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("empty duration string");
    }
    long total = 0;
    int nextUnit = 0;
    int position = 0;
    while (position < text.length()) {
      int unitStart = skip(text, position, true);
      int end = skip(text, unitStart, false);
      if (unitStart == position || end == unitStart) {
        throw notADuration(text);
      }
      int unit = unitIndex(text.substring(unitStart, end), text);
      if (unit < nextUnit) {
        throw notADuration(text);
      }
      total = add(total, text.substring(position, unitStart), UNITS.get(unit), text);
      nextUnit = unit + 1;
      position = end;
    }
    return total;
  }

  private static int skip(String text, int from, boolean digits) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end)) == digits) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int unitIndex(String symbol, String text) {
    for (int i = 0; i < UNITS.size(); i++) {
      if (UNITS.get(i).symbol().equals(symbol)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "unknown unit " + GoText.quote(symbol) + " in duration " + GoText.quote(text));
  }

  private static long add(long total, String count, Unit unit, String text) {
    long parsed;
    try {
      parsed = Long.parseUnsignedLong(count);
    } catch (NumberFormatException _) {
      throw notADuration(text);
    }
    if (Long.compareUnsigned(parsed, MAX_MILLIS / unit.millis()) > 0
        || total + parsed * unit.millis() > MAX_MILLIS) {
      throw new IllegalArgumentException("duration out of range");
    }
    return total + parsed * unit.millis();
  }

  private static IllegalArgumentException notADuration(String text) {
    return new IllegalArgumentException("not a valid duration string: " + GoText.quote(text));
  }

  /// Writes a duration with the largest units that fit. Years and weeks only where they divide it:
  /// `90d` is easier to read than `12w6d`.
  ///
  /// @param millis not negative
  public static String format(long millis) {
    if (millis == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    long rest = millis;
    for (Unit unit : UNITS) {
      boolean wholeOnly = unit.symbol().equals("y") || unit.symbol().equals("w");
      long count = rest / unit.millis();
      if (count > 0 && !(wholeOnly && rest % unit.millis() != 0)) {
        text.append(count).append(unit.symbol());
        rest -= count * unit.millis();
      }
    }
    return text.toString();
  }
}
