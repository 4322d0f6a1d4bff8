package io.vigie.template.time;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;

/// Writes times in Go's layouts, which show how the reference time `Mon Jan 2 15:04:05 MST 2006`
/// would look.
public final class TimeLayout {
  public static final String RFC3339_NANO = "2006-01-02T15:04:05.999999999Z07:00";

  private static final DateTimeFormatter ABBREVIATION =
      DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

  private TimeLayout() {}

  public static String format(ZonedDateTime time, String layout) {
    StringBuilder out = new StringBuilder();
    for (LayoutElement element : LayoutElement.parse(layout)) {
      out.append(element.isLiteral() ? element.part() : part(time, element));
    }
    return out.toString();
  }

  private static String part(ZonedDateTime time, LayoutElement element) {
    if (element.isFraction()) {
      return fraction(time.getNano(), element.part());
    }
    int hour12 = (time.getHour() + 11) % 12 + 1;
    return switch (element.part()) {
      case "2006" -> padded(time.getYear(), 4);
      case "06" -> padded(time.getYear() % 100, 2);
      case "January" -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "Jan" -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "01" -> padded(time.getMonthValue(), 2);
      case "1" -> String.valueOf(time.getMonthValue());
      case "Monday" -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "Mon" -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "02" -> padded(time.getDayOfMonth(), 2);
      case "_2" -> String.format("%2d", time.getDayOfMonth());
      case "2" -> String.valueOf(time.getDayOfMonth());
      case "002" -> padded(time.getDayOfYear(), 3);
      case "__2" -> String.format("%3d", time.getDayOfYear());
      case "15" -> padded(time.getHour(), 2);
      case "03" -> padded(hour12, 2);
      case "3" -> String.valueOf(hour12);
      case "04" -> padded(time.getMinute(), 2);
      case "4" -> String.valueOf(time.getMinute());
      case "05" -> padded(time.getSecond(), 2);
      case "5" -> String.valueOf(time.getSecond());
      case "PM" -> time.getHour() < 12 ? "AM" : "PM";
      case "pm" -> time.getHour() < 12 ? "am" : "pm";
      case "MST" -> abbreviation(time);
      default -> offset(time.getOffset(), element.part());
    };
  }

  private static String padded(int number, int digits) {
    return String.format("%0" + digits + "d", number);
  }

  private static String fraction(int nanos, String part) {
    int digits = Math.min(9, part.length() - 1);
    String shown = padded(nanos, 9).substring(0, digits);
    if (part.charAt(1) == '0') {
      return part.charAt(0) + shown + "0".repeat(part.length() - 1 - digits);
    }
    String trimmed = shown.replaceFirst("0+$", "");
    return trimmed.isEmpty() ? "" : part.charAt(0) + trimmed;
  }

  private static String abbreviation(ZonedDateTime time) {
    if (time.getOffset().equals(ZoneOffset.UTC)
        && time.getZone().normalized() instanceof ZoneOffset) {
      return "UTC";
    }
    String name = time.getZone() instanceof ZoneOffset ? "" : time.format(ABBREVIATION);
    boolean isName = name.matches("[A-Z]{3,5}");
    if (isName) {
      return name;
    }
    return offset(
        time.getOffset(), time.getOffset().getTotalSeconds() % 3600 == 0 ? "-07" : "-0700");
  }

  /// @param part `-0700`, or `Z0700` where UTC is `Z`
  private static String offset(ZoneOffset offset, String part) {
    int total = offset.getTotalSeconds();
    if (part.startsWith("Z") && total == 0) {
      return "Z";
    }
    int seconds = Math.abs(total);
    String colon = part.contains(":") ? ":" : "";
    long digits = part.chars().filter(Character::isDigit).count();
    String text = (total < 0 ? "-" : "+") + padded(seconds / 3600, 2);
    if (digits >= 4) {
      text += colon + padded(seconds / 60 % 60, 2);
    }
    if (digits >= 6) {
      text += colon + padded(seconds % 60, 2);
    }
    return text;
  }
}
