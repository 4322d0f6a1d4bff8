package io.vigie.alerts.config.receiver;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as Go writes them: `1m30s`, `1.5h`, `100ms`. A bare number is nanoseconds.
final class GoDurations {
  private static final Pattern PART =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private GoDurations() {}

  /// @throws IllegalArgumentException with a message fit for the user if the text is no duration
  static Duration parse(String text) {
    String rest = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (rest.matches("\\d{1,18}")) {
      return Duration.ofNanos(Long.parseLong(text));
    }
    Matcher parts = PART.matcher(rest);
    BigDecimal nanos = BigDecimal.ZERO;
    int at = 0;
    while (at < rest.length() && parts.find(at) && parts.start() == at) {
      long unit = NANOS.getOrDefault(parts.group(2), 0L);
      nanos = nanos.add(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit)));
      at = parts.end();
    }
    if (rest.isEmpty() || at < rest.length()) {
      throw new IllegalArgumentException(
          "time: invalid duration \"" + text + "\"; write it as 30s or 1m30s");
    }
    if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("time: invalid duration \"" + text + "\": too long");
    }
    Duration duration = Duration.ofNanos(nanos.longValue());
    return text.startsWith("-") ? duration.negated() : duration;
  }

  /// `1h0m0s`, `1m30s`, `1.5s`, `100ms`, `0s`.
  static String format(Duration duration) {
    if (duration.isNegative()) {
      return "-" + format(duration.negated());
    }
    long nanos = duration.toNanos();
    if (nanos < 1_000_000_000L) {
      return nanos == 0 ? "0s" : decimal(nanos, 6) + "ms";
    }
    String seconds = decimal(nanos % 60_000_000_000L, 9) + "s";
    long minutes = nanos / 60_000_000_000L;
    if (minutes == 0) {
      return seconds;
    }
    return (minutes >= 60 ? minutes / 60 + "h" : "") + minutes % 60 + "m" + seconds;
  }

  private static String decimal(long nanos, int scale) {
    return BigDecimal.valueOf(nanos, scale).stripTrailingZeros().toPlainString();
  }
}
