package io.vigie.alerts.oncall;

import io.vigie.config.yaml.MappingReader;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads `hours` of a rotation: `{weekdays: ['monday:friday'], from: 09:00, to: 18:00}`.
final class OnCallHoursReader {
  private static final int MAX_STRETCHES = 50;

  private OnCallHoursReader() {}

  /// @param reader of the mapping that has the key `hours`
  static List<OnCallHours> read(MappingReader reader) {
    List<OnCallHours> all =
        reader.list("hours", "empty or null stretch of hours", OnCallHoursReader::stretch);
    if (all.size() > MAX_STRETCHES) {
      throw reader.error("hours", "hours: at most " + MAX_STRETCHES + " stretches");
    }
    return all;
  }

  private static OnCallHours stretch(MappingReader reader) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String text : reader.strings("weekdays")) {
      try {
        addRange(text.toUpperCase(Locale.ROOT), days);
      } catch (IllegalArgumentException e) {
        throw reader.error(
            "weekdays",
            "weekdays: \""
                + text
                + "\" is not a day such as monday, or days such as monday:friday");
      }
    }
    LocalTime from = time(reader, "from");
    LocalTime to = time(reader, "to");
    reader.finish();
    return new OnCallHours(days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days, from, to);
  }

  /// One day, or all from one to another, over Sunday if need be.
  private static void addRange(String text, Set<DayOfWeek> into) {
    String[] ends = text.split(":", -1);
    if (ends.length > 2) {
      throw new IllegalArgumentException(text);
    }
    DayOfWeek last = DayOfWeek.valueOf(ends[ends.length - 1].strip());
    DayOfWeek day = DayOfWeek.valueOf(ends[0].strip());
    into.add(day);
    while (day != last) {
      day = day.plus(1);
      into.add(day);
    }
  }

  private static LocalTime time(MappingReader reader, String key) {
    return reader.value(
        key, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, OnCallHoursReader::parse, LocalTime::toString);
  }

  private static LocalTime parse(String text) {
    try {
      return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a time of the day such as 09:00 (24 hours, two digits each)", e);
    }
  }
}
