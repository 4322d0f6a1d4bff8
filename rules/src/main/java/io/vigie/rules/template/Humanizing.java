package io.vigie.rules.template;

import io.vigie.template.fmt.FloatText;
import io.vigie.template.fmt.Printer;
import io.vigie.template.time.GoTime;
import java.time.Instant;
import java.util.List;

/// Numbers for people, as Prometheus' templates write them.
final class Humanizing {
  private static final List<String> LARGE = List.of("k", "M", "G", "T", "P", "E", "Z", "Y");
  private static final List<String> LARGE_BINARY =
      List.of("ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi");
  private static final List<String> SMALL = List.of("m", "u", "n", "p", "f", "a", "z", "y");

  private Humanizing() {}

  private static String four(double value) {
    return FloatText.format(value, 'g', 4);
  }

  private static boolean isOddOrZero(double value) {
    return value == 0 || isOdd(value);
  }

  private static boolean isOdd(double value) {
    return Double.isNaN(value) || Double.isInfinite(value);
  }

  /// `1.235M`, `120m`.
  static String decimal(double value) {
    if (isOddOrZero(value)) {
      return four(value);
    }
    return Math.abs(value) >= 1 ? large(value, 1000, LARGE) : small(value);
  }

  /// `1.177Mi`.
  static String binary(double value) {
    return Math.abs(value) <= 1 || isOdd(value) ? four(value) : large(value, 1024, LARGE_BINARY);
  }

  private static String large(double value, double step, List<String> prefixes) {
    String used = "";
    double rest = value;
    for (String prefix : prefixes) {
      if (Math.abs(rest) < step) {
        break;
      }
      used = prefix;
      rest /= step;
    }
    return four(rest) + used;
  }

  private static String small(double value) {
    String used = "";
    double rest = value;
    for (String prefix : SMALL) {
      if (Math.abs(rest) >= 1) {
        break;
      }
      used = prefix;
      rest *= 1000;
    }
    return four(rest) + used;
  }

  /// `14d 6h 56m 7s`, `123.5ms`.
  static String duration(double seconds) {
    if (isOdd(seconds)) {
      return four(seconds);
    }
    if (seconds == 0) {
      return four(seconds) + "s";
    }
    if (Math.abs(seconds) < 1) {
      return small(seconds) + "s";
    }
    return (seconds < 0 ? "-" : "") + atLeastASecond(Math.abs(seconds));
  }

  private static String atLeastASecond(double magnitude) {
    long whole = (long) magnitude;
    long days = whole / 86_400;
    long hours = whole / 3_600 % 24;
    long minutes = whole / 60 % 60;
    if (whole < 60) {
      return four(magnitude) + "s";
    }
    return (days > 0 ? days + "d " : "")
        + (days > 0 || hours > 0 ? hours + "h " : "")
        + minutes
        + "m "
        + whole % 60
        + "s";
  }

  /// `12.35%`.
  static String percentage(double ratio) {
    return four(ratio * 100) + "%";
  }

  /// `2015-06-23 13:19:44.128 +0000 UTC`.
  static String timestamp(double seconds) {
    if (isOdd(seconds)) {
      return four(seconds);
    }
    long millis = GoNumbers.nanos(seconds, "timestamp") / 1_000_000;
    return Printer.display(GoTime.of(Instant.ofEpochMilli(millis)));
  }
}
