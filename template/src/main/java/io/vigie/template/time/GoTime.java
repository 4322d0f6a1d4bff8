package io.vigie.template.time;

import io.vigie.template.value.GoField;
import io.vigie.template.value.GoFunction;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import io.vigie.template.value.Kind;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Go's `time.Time`: a [ZonedDateTime] with the methods that templates call.
public final class GoTime {

  /// Go's zero time.
  public static final ZonedDateTime ZERO = ZonedDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private static final GoType PLAIN =
      new GoType(
              "time.Time",
              Kind.STRUCT,
              "time.Time",
              List.<GoField>of(),
              Optional.empty(),
              Map.of(),
              Optional.empty())
          .withStringer(GoTime::display);

  private static final GoType MONTH =
      GoType.INT
          .named("time.Month")
          .withStringer(month ->
              java.time.Month.of((int) ((GoValue.Int) month).value())
                  .getDisplayName(TextStyle.FULL, Locale.ENGLISH));

  private static final GoType WEEKDAY =
      GoType.INT
          .named("time.Weekday")
          .withStringer(day ->
              DayOfWeek.of((int) (((GoValue.Int) day).value() + 6) % 7 + 1)
                  .getDisplayName(TextStyle.FULL, Locale.ENGLISH));

  public static final GoType TYPE = PLAIN.withMethods(methods());

  private GoTime() {}

  public static GoValue of(ZonedDateTime time) {
    return new GoValue.Opaque(time, TYPE);
  }

  /// In UTC.
  public static GoValue of(Instant time) {
    return of(time.atZone(ZoneOffset.UTC));
  }

  public static ZonedDateTime time(GoValue value) {
    return (ZonedDateTime) ((GoValue.Opaque) value).value();
  }

  private static Map<String, GoFunction> methods() {
    Map<String, GoFunction> methods = new HashMap<>();
    methods.put("String", GoFunction.of(a -> GoValue.of(display(a.getFirst()))));
    methods.put(
        "Format",
        GoFunction.of(
            a -> GoValue.of(TimeLayout.format(time(a.getFirst()), a.get(1).text())),
            GoType.STRING));
    methods.put("UTC", changed(t -> t.withZoneSameInstant(ZoneOffset.UTC)));
    methods.put("Local", changed(t -> t.withZoneSameInstant(java.time.ZoneId.systemDefault())));
    methods.put("Add", GoFunction.of(GoTime::add, GoDuration.TYPE));
    methods.put("AddDate", GoFunction.of(GoTime::addDate, GoType.INT, GoType.INT, GoType.INT));
    methods.put("Sub", GoFunction.of(GoTime::subtract, PLAIN));
    methods.put("Before", compared(order -> order < 0));
    methods.put("After", compared(order -> order > 0));
    methods.put("Equal", compared(order -> order == 0));
    methods.put("Compare", GoFunction.of(a -> GoValue.of((long) order(a)), PLAIN));
    methods.put("IsZero", GoFunction.of(a -> GoValue.of(isZero(time(a.getFirst())))));
    numbers(methods);
    return methods;
  }

  private static void numbers(Map<String, GoFunction> methods) {
    methods.put("Unix", number(GoType.INT64, ZonedDateTime::toEpochSecond));
    methods.put("UnixMilli", number(GoType.INT64, t -> t.toInstant().toEpochMilli()));
    methods.put("UnixMicro", number(GoType.INT64, t -> nanos(t) / 1_000));
    methods.put("UnixNano", number(GoType.INT64, GoTime::nanos));
    methods.put("Year", number(GoType.INT, ZonedDateTime::getYear));
    methods.put("Month", number(MONTH, ZonedDateTime::getMonthValue));
    methods.put("Day", number(GoType.INT, ZonedDateTime::getDayOfMonth));
    methods.put("YearDay", number(GoType.INT, ZonedDateTime::getDayOfYear));
    methods.put("Weekday", number(WEEKDAY, t -> t.getDayOfWeek().getValue() % 7));
    methods.put("Hour", number(GoType.INT, ZonedDateTime::getHour));
    methods.put("Minute", number(GoType.INT, ZonedDateTime::getMinute));
    methods.put("Second", number(GoType.INT, ZonedDateTime::getSecond));
    methods.put("Nanosecond", number(GoType.INT, t -> t.get(ChronoField.NANO_OF_SECOND)));
  }

  private static long nanos(ZonedDateTime time) {
    return time.toEpochSecond() * 1_000_000_000 + time.getNano();
  }

  private static GoFunction number(GoType type, ToLongFunction<ZonedDateTime> of) {
    return GoFunction.of(a -> new GoValue.Int(of.applyAsLong(time(a.getFirst())), type));
  }

  private static GoFunction changed(Function<ZonedDateTime, ZonedDateTime> change) {
    return GoFunction.of(a -> of(change.apply(time(a.getFirst()))));
  }

  private interface OrderTest {
    boolean holds(int order);
  }

  private static GoFunction compared(OrderTest test) {
    return GoFunction.of(a -> GoValue.of(test.holds(order(a))), PLAIN);
  }

  private static int order(List<GoValue> arguments) {
    return time(arguments.getFirst()).toInstant().compareTo(time(arguments.get(1)).toInstant());
  }

  private static GoValue add(List<GoValue> arguments) {
    return of(time(arguments.getFirst()).plusNanos(GoDuration.nanos(arguments.get(1))));
  }

  private static GoValue addDate(List<GoValue> arguments) {
    long[] parts =
        arguments.subList(1, 4).stream().mapToLong(n -> (int) ((GoValue.Int) n).value()).toArray();
    return of(
        time(arguments.getFirst()).plusYears(parts[0]).plusMonths(parts[1]).plusDays(parts[2]));
  }

  private static GoValue subtract(List<GoValue> arguments) {
    return GoDuration.of(Duration.between(time(arguments.get(1)), time(arguments.getFirst())));
  }

  private static boolean isZero(ZonedDateTime time) {
    return time.toInstant().equals(ZERO.toInstant());
  }

  private static String display(GoValue value) {
    return TimeLayout.format(time(value), "2006-01-02 15:04:05.999999999 -0700 MST");
  }
}
