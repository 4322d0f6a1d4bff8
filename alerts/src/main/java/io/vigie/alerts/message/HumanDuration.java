package io.vigie.alerts.message;

import io.vigie.template.fmt.FloatText;
import io.vigie.template.fmt.Quoting;
import io.vigie.template.time.GoDuration;
import io.vigie.template.value.FunctionFailure;
import io.vigie.template.value.GoValue;
import java.util.List;

/// Seconds for people: `1d 2h 3m 4s`, `123.5ms`.
final class HumanDuration {
  private static final List<String> PREFIXES = List.of("m", "u", "n", "p", "f", "a", "z", "y");

  private HumanDuration() {}

  static String of(GoValue value) {
    double seconds = seconds(value);
    if (!Double.isFinite(seconds) || seconds == 0) {
      return seconds == 0 ? "0s" : digits(seconds);
    }
    if (Math.abs(seconds) < 1) {
      return small(seconds);
    }
    String sign = seconds < 0 ? "-" : "";
    long whole = (long) Math.abs(seconds);
    long days = whole / 86_400;
    long hours = whole / 3_600 % 24;
    long minutes = whole / 60 % 60;
    String rest = minutes + "m " + whole % 60 + "s";
    if (days > 0) {
      return sign + days + "d " + hours + "h " + rest;
    }
    if (hours > 0) {
      return sign + hours + "h " + rest;
    }
    return minutes > 0 ? sign + rest : sign + digits(Math.abs(seconds)) + "s";
  }

  private static String small(double seconds) {
    double scaled = seconds;
    String prefix = "";
    for (String next : PREFIXES) {
      if (Math.abs(scaled) >= 1) {
        break;
      }
      prefix = next;
      scaled *= 1000;
    }
    return digits(scaled) + prefix + "s";
  }

  private static String digits(double number) {
    return FloatText.format(number, 'g', 4);
  }

  private static double seconds(GoValue value) {
    return switch (value) {
      case GoValue.Int number ->
          number.type().equals(GoDuration.TYPE) ? number.value() / 1e9 : number.value();
      case GoValue.Uint number -> Double.parseDouble(Long.toUnsignedString(number.value()));
      case GoValue.Real number -> number.value();
      case GoValue.Text text -> parsed(text.value());
      default -> throw new FunctionFailure("can't convert " + value.type() + " to float");
    };
  }

  private static double parsed(String text) {
    try {
      boolean javaOnly = !text.equals(text.strip()) || text.matches(".*[dDfF]$");
      return switch (text.toLowerCase(java.util.Locale.ROOT)) {
        case "nan" -> Double.NaN;
        case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
        case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(javaOnly ? "" : text);
      };
    } catch (NumberFormatException e) {
      throw new FunctionFailure(
          "strconv.ParseFloat: parsing " + Quoting.quote(text) + ": invalid syntax", e);
    }
  }
}
