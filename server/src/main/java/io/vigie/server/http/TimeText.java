package io.vigie.server.http;

import io.vigie.config.yaml.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Times and durations as the Prometheus API takes and writes them.
public final class TimeText {
  /// The earliest time that the API knows, milliseconds since the epoch; what an absent `start`
  /// means.
  public static final long MIN_MILLIS = (Long.MIN_VALUE / 1000 + 62_135_596_801L) * 1000;

  /// The latest time that the API knows; what an absent `end` means.
  public static final long MAX_MILLIS = (Long.MAX_VALUE / 1000 - 62_135_596_801L) * 1000 + 999;

  /// [#MIN_MILLIS] and [#MAX_MILLIS] as clients print them; no date parser takes such years.
  private static final String MIN_TEXT = "-292273086-05-16T16:47:06Z";

  private static final String MAX_TEXT = "292277025-08-18T07:12:54.999999999Z";

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final double MAX_NANOS = Long.MAX_VALUE;

  private TimeText() {}

  /// Milliseconds since the epoch of an RFC 3339 time, or of seconds with or without decimals.
  ///
  /// @return empty if the text is neither
  public static Optional<Long> parseMillis(String text) {
    if (NUMBER.matcher(text).matches()) {
      return Optional.of(Math.round(Double.parseDouble(text) * 1000));
    }
    return switch (text) {
      case MIN_TEXT -> Optional.of(MIN_MILLIS);
      case MAX_TEXT -> Optional.of(MAX_MILLIS);
      default -> parseRfc3339(text);
    };
  }

  /// A duration such as `1h30m`, or seconds with or without decimals.
  ///
  /// @return empty if the text is neither, or more than some 292 years
  public static Optional<Duration> parseDuration(String text) {
    if (NUMBER.matcher(text).matches()) {
      double nanos = Double.parseDouble(text) * 1e9;
      return Math.abs(nanos) > MAX_NANOS
          ? Optional.empty()
          : Optional.of(Duration.ofNanos((long) nanos));
    }
    try {
      return Optional.of(Durations.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// RFC 3339 in UTC.
  public static String format(Instant instant) {
    return instant.toString();
  }

  private static Optional<Long> parseRfc3339(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
