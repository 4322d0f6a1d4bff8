package io.vigie.alerts.interval;

import io.vigie.alerts.interval.TimeInterval.IntRange;
import io.vigie.alerts.interval.TimeInterval.MinuteRange;
import io.vigie.config.yaml.MappingReader;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/// Reads one [TimeInterval].
public final class TimeIntervalReader {
  private static final Pattern TIME = Pattern.compile("(([01][0-9]|2[0-3]):[0-5][0-9])|24:00");
  private static final IntRange WHOLE_MONTH = new IntRange(-31, 31);
  private static final List<String> WEEKDAYS =
      List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
  private static final List<String> MONTHS =
      List.of(
          "",
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  private TimeIntervalReader() {}

  public static TimeInterval read(MappingReader reader) {
    TimeInterval interval =
        new TimeInterval(
            given(
                reader,
                "times",
                key ->
                    reader.list(
                        key,
                        "both start and end times must be provided",
                        TimeIntervalReader::minutes)),
            ranges(reader, "weekdays", TimeIntervalReader::weekdays),
            ranges(reader, "days_of_month", TimeIntervalReader::days),
            ranges(reader, "months", TimeIntervalReader::months),
            ranges(reader, "years", TimeIntervalReader::years),
            reader.value(
                "location",
                Optional.empty(),
                Optional.empty(),
                name -> Optional.of(zone(name)),
                zone -> zone.map(ZoneId::getId).orElse("")));
    reader.finish();
    return interval;
  }

  /// One entry of `times`.
  public static MinuteRange minutes(MappingReader reader) {
    String start = reader.string("start_time");
    String end = reader.string("end_time");
    reader.finish();
    if (start.isEmpty() || end.isEmpty()) {
      throw reader.error("both start and end times must be provided");
    }
    MinuteRange range =
        new MinuteRange(minute(reader, "start_time", start), minute(reader, "end_time", end));
    if (range.startMinute() >= range.endMinuteExclusive()) {
      throw reader.error("start time cannot be equal or greater than end time");
    }
    return range;
  }

  private static int minute(MappingReader reader, String key, String time) {
    if (!TIME.matcher(time).matches()) {
      throw reader.error(key, "couldn't parse timestamp " + time + ", invalid format");
    }
    return Integer.parseInt(time, 0, 2, 10) * 60 + Integer.parseInt(time, 3, 5, 10);
  }

  private static <T> Optional<T> given(MappingReader reader, String key, Function<String, T> read) {
    return reader.raw(key).map(_ -> read.apply(key));
  }

  private static Optional<List<IntRange>> ranges(
      MappingReader reader, String key, Function<String, IntRange> parse) {
    return given(
        reader,
        key,
        _ -> {
          List<IntRange> ranges = new ArrayList<>();
          for (String text : reader.strings(key)) {
            try {
              ranges.add(parse.apply(text.toLowerCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
              throw reader.error(key, String.valueOf(e.getMessage()));
            }
          }
          return ranges;
        });
  }

  private static ZoneId zone(String name) {
    if (name.isEmpty() || name.equals("UTC")) {
      return ZoneId.of("UTC");
    }
    try {
      return name.equals("Local") ? ZoneId.systemDefault() : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "unknown time zone " + name + "; use a name such as Europe/Paris", e);
    }
  }

  private static IntRange range(String text, ToIntFunction<String> member) {
    String[] ends = text.split(":", -1);
    if (ends.length > 2) {
      throw new IllegalArgumentException("couldn't parse range " + text + ", invalid format");
    }
    return new IntRange(member.applyAsInt(ends[0]), member.applyAsInt(ends[ends.length - 1]));
  }

  private static IntRange weekdays(String text) {
    IntRange range = range(text, name -> named(WEEKDAYS, name, "weekday"));
    if (range.begin() > range.end()) {
      throw new IllegalArgumentException("start day cannot be before end day");
    }
    return range;
  }

  private static int named(List<String> names, String name, String what) {
    int index = names.indexOf(name);
    if (index < 0 || name.isEmpty()) {
      throw new IllegalArgumentException(name + " is not a valid " + what);
    }
    return index;
  }

  private static IntRange months(String text) {
    IntRange range =
        range(
            text,
            name ->
                name.matches("[-+]?\\d{1,9}")
                    ? Integer.parseInt(name)
                    : named(MONTHS, name, "month"));
    if (range.begin() > range.end()) {
      throw new IllegalArgumentException(
          "end month "
              + monthName(range.end())
              + " is before start month "
              + monthName(range.begin()));
    }
    return range;
  }

  private static String monthName(int month) {
    return month > 0 && month < MONTHS.size() ? MONTHS.get(month) : "";
  }

  private static IntRange years(String text) {
    IntRange range = range(text, TimeIntervalReader::number);
    if (range.begin() > range.end()) {
      throw new IllegalArgumentException(
          "end year " + range.end() + " is before start year " + range.begin());
    }
    return range;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is not a whole number", e);
    }
  }

  private static IntRange days(String text) {
    IntRange range = range(text, TimeIntervalReader::number);
    checkDay(range.begin());
    checkDay(range.end());
    if (range.equals(WHOLE_MONTH)) {
      return range;
    }
    if (range.begin() < 0 && range.end() > 0) {
      throw new IllegalArgumentException("end day must be negative if start day is negative");
    }
    if (inShortestMonth(range.begin()) > inShortestMonth(range.end())) {
      throw new IllegalArgumentException(
          "end day " + range.end() + " is always before start day " + range.begin());
    }
    return range;
  }

  private static void checkDay(int day) {
    if (day == 0 || day < -31 || day > 31) {
      throw new IllegalArgumentException(day + " is not a valid day of the month: out of range");
    }
  }

  private static int inShortestMonth(int day) {
    return day < 0 ? 28 + day : day;
  }
}
