package io.vigie.template.time;

import io.vigie.template.fmt.Quoting;
import io.vigie.template.value.FunctionFailure;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Reads times in Go's layouts. What a layout leaves out is as in the zero time: year 0, January
/// 1st, midnight, UTC.
public final class TimeParser {
  private final String layout;
  private final String text;
  private int position;
  private int year;
  private int month = 1;
  private int day = 1;
  private int yearDay;
  private int hour;
  private int minute;
  private int second;
  private int nano;
  private boolean afternoon;
  private boolean morning;
  private ZoneId zone = ZoneOffset.UTC;

  private TimeParser(String layout, String text) {
    this.layout = layout;
    this.text = text;
  }

  /// @throws FunctionFailure with Go's message, if the text is not in the layout
  public static ZonedDateTime parse(String layout, String text) {
    return new TimeParser(layout, text).run();
  }

  private ZonedDateTime run() {
    for (LayoutElement element : LayoutElement.parse(layout)) {
      if (element.isLiteral()) {
        literal(element.part());
      } else {
        read(element);
      }
    }
    if (position < text.length()) {
      throw failure(": extra text: " + Quoting.quote(text.substring(position)));
    }
    return result();
  }

  private ZonedDateTime result() {
    if (afternoon && hour < 12) {
      hour += 12;
    } else if (morning && hour == 12) {
      hour = 0;
    }
    try {
      LocalDate date =
          yearDay > 0 ? LocalDate.ofYearDay(year, yearDay) : LocalDate.of(year, month, day);
      return date.atTime(hour, minute, second, nano).atZone(zone);
    } catch (DateTimeException e) {
      String what = month < 1 || month > 12 ? "month" : "day";
      throw failure(": " + what + " out of range");
    }
  }

  private void literal(String literal) {
    if (!text.startsWith(literal, position)) {
      throw mismatch(literal);
    }
    position += literal.length();
  }

  private void read(LayoutElement element) {
    String part = element.part();
    if (element.isFraction()) {
      fraction(part);
      return;
    }
    switch (part) {
      case "2006" -> year = number(part, 4, 4);
      case "06" -> {
        int two = number(part, 2, 2);
        year = two >= 69 ? 1900 + two : 2000 + two;
      }
      case "January" -> month = name(part, months(TextStyle.FULL)) + 1;
      case "Jan" -> month = name(part, months(TextStyle.SHORT)) + 1;
      case "01" -> month = within(number(part, 2, 2), 1, 12, "month");
      case "1" -> month = within(number(part, 1, 2), 1, 12, "month");
      case "Monday" -> name(part, weekdays(TextStyle.FULL));
      case "Mon" -> name(part, weekdays(TextStyle.SHORT));
      case "02" -> day = number(part, 2, 2);
      case "_2" -> {
        skipSpace();
        day = number(part, 1, 2);
      }
      case "2" -> day = number(part, 1, 2);
      case "002" -> yearDay = within(number(part, 3, 3), 1, 366, "day-of-year");
      case "__2" -> {
        skipSpace();
        yearDay = within(number(part, 1, 3), 1, 366, "day-of-year");
      }
      case "15" -> hour = within(number(part, 2, 2), 0, 23, "hour");
      case "03" -> hour = within(number(part, 2, 2), 0, 12, "hour");
      case "3" -> hour = within(number(part, 1, 2), 0, 12, "hour");
      case "04" -> minute = within(number(part, 2, 2), 0, 59, "minute");
      case "4" -> minute = within(number(part, 1, 2), 0, 59, "minute");
      case "05", "5" -> second(part);
      case "PM", "pm" -> halfDay(part);
      case "MST" -> zoneName(part);
      default -> offset(part);
    }
  }

  /// A fraction may follow the seconds even if the layout has none.
  private void second(String part) {
    second = within(number(part, part.length(), 2), 0, 59, "second");
    boolean fractionInLayout = layout.contains(part + ".") || layout.contains(part + ",");
    boolean fractionInText =
        position + 1 < text.length()
            && ".,".indexOf(text.charAt(position)) >= 0
            && Character.isDigit(text.charAt(position + 1));
    if (fractionInText && !fractionInLayout) {
      optionalFraction();
    }
  }

  private void optionalFraction() {
    int end = position + 1;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    String digits = text.substring(position + 1, end);
    nano = Integer.parseInt((digits + "000000000").substring(0, 9));
    position = end;
  }

  private void fraction(String part) {
    boolean present = position < text.length() && ".,".indexOf(text.charAt(position)) >= 0;
    if (part.charAt(1) == '9') {
      if (present) {
        optionalFraction();
      }
      return;
    }
    int end = position + part.length();
    if (!present || end > text.length() || !text.substring(position + 1, end).matches("[0-9]+")) {
      throw mismatch(part);
    }
    String digits = text.substring(position + 1, end);
    nano = Integer.parseInt((digits + "000000000").substring(0, 9));
    position = end;
  }

  private void halfDay(String part) {
    String given = text.substring(position, Math.min(text.length(), position + 2));
    afternoon = given.equals(part);
    morning = given.equals(part.equals("PM") ? "AM" : "am");
    if (!afternoon && !morning) {
      throw mismatch(part);
    }
    position += 2;
  }

  private void zoneName(String part) {
    int end = position;
    while (end < text.length() && Character.isUpperCase(text.charAt(end))) {
      end++;
    }
    String name = text.substring(position, end);
    if (name.length() < 3 || name.length() > 5) {
      throw mismatch(part);
    }
    position = end;
  }

  private void offset(String part) {
    if (part.startsWith("Z") && text.startsWith("Z", position)) {
      position++;
      return;
    }
    int end = position + part.length();
    String given = end <= text.length() ? text.substring(position, end) : "";
    String digits = given.isEmpty() ? "" : given.substring(1).replace(":", "");
    boolean sameForm =
        !given.isEmpty()
            && "+-".indexOf(given.charAt(0)) >= 0
            && given.contains(":") == part.contains(":")
            && digits.matches("[0-9]{2,6}");
    if (!sameForm) {
      throw mismatch(part);
    }
    position = end;
    String all = (digits + "0000").substring(0, 6);
    int seconds =
        Integer.parseInt(all.substring(0, 2)) * 3600
            + Integer.parseInt(all.substring(2, 4)) * 60
            + Integer.parseInt(all.substring(4, 6));
    if (seconds > 18 * 3600) {
      throw failure(": time zone offset hour out of range");
    }
    zone = ZoneOffset.ofTotalSeconds(given.charAt(0) == '-' ? -seconds : seconds);
  }

  private int number(String part, int minimumDigits, int maximumDigits) {
    int end = position;
    while (end < text.length()
        && end - position < maximumDigits
        && text.charAt(end) >= '0'
        && text.charAt(end) <= '9') {
      end++;
    }
    if (end - position < minimumDigits) {
      throw mismatch(part);
    }
    int value = Integer.parseInt(text.substring(position, end));
    position = end;
    return value;
  }

  private int within(int value, int from, int to, String what) {
    if (value < from || value > to) {
      throw failure(": " + what + " out of range");
    }
    return value;
  }

  private int name(String part, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (text.regionMatches(true, position, name, 0, name.length())) {
        position += name.length();
        return i;
      }
    }
    throw mismatch(part);
  }

  private void skipSpace() {
    while (position < text.length() && text.charAt(position) == ' ') {
      position++;
    }
  }

  private static List<String> months(TextStyle style) {
    return names(Month.values(), m -> m.getDisplayName(style, Locale.ENGLISH));
  }

  private static List<String> weekdays(TextStyle style) {
    return names(DayOfWeek.values(), d -> d.getDisplayName(style, Locale.ENGLISH));
  }

  private static <T> List<String> names(T[] values, Function<T, String> name) {
    return Arrays.stream(values).map(name).toList();
  }

  private FunctionFailure mismatch(String part) {
    return new FunctionFailure(
        "parsing time %s as %s: cannot parse %s as %s"
            .formatted(
                Quoting.quote(text),
                Quoting.quote(layout),
                Quoting.quote(text.substring(position)),
                Quoting.quote(part)));
  }

  private FunctionFailure failure(String reason) {
    return new FunctionFailure("parsing time " + Quoting.quote(text) + reason);
  }
}
