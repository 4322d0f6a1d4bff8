package io.vigie.template.time;

import io.vigie.template.value.GoFunction;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongUnaryOperator;

/// Go's `time.Duration`: nanoseconds in an integer, printed as `1h2m3.5s`.
public final class GoDuration {
  private static final long MICROSECOND = 1_000;
  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private static final GoType PLAIN =
      GoType.INT64.named("time.Duration").withStringer(GoDuration::display);

  public static final GoType TYPE =
      PLAIN.withMethods(
          Map.of(
              "String", GoFunction.of(a -> GoValue.of(display(a.getFirst()))),
              "Hours", real(nanos -> (double) nanos / HOUR),
              "Minutes", real(nanos -> (double) nanos / MINUTE),
              "Seconds", real(nanos -> (double) nanos / SECOND),
              "Milliseconds", integer(nanos -> nanos / MILLISECOND),
              "Microseconds", integer(nanos -> nanos / MICROSECOND),
              "Nanoseconds", integer(nanos -> nanos),
              "Abs", GoFunction.of(a -> of(Math.abs(nanos(a.getFirst())))),
              "Round", GoFunction.of(GoDuration::round, PLAIN),
              "Truncate", GoFunction.of(GoDuration::truncate, PLAIN)));

  private GoDuration() {}

  public static GoValue of(long nanos) {
    return new GoValue.Int(nanos, TYPE);
  }

  /// Durations beyond 292 years become the longest there are.
  public static GoValue of(Duration duration) {
    try {
      return of(duration.toNanos());
    } catch (ArithmeticException tooLong) {
      return of(duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE);
    }
  }

  public static long nanos(GoValue value) {
    return ((GoValue.Int) value).value();
  }

  private static GoFunction real(LongToDoubleFunction unit) {
    return GoFunction.of(a -> GoValue.of(unit.applyAsDouble(nanos(a.getFirst()))));
  }

  private static GoFunction integer(LongUnaryOperator unit) {
    return GoFunction.of(a -> new GoValue.Int(unit.applyAsLong(nanos(a.getFirst())), GoType.INT64));
  }

  private static GoValue truncate(List<GoValue> arguments) {
    long value = nanos(arguments.getFirst());
    long unit = nanos(arguments.get(1));
    return of(unit <= 0 ? value : value - value % unit);
  }

  /// To the nearest multiple, halves away from zero.
  private static GoValue round(List<GoValue> arguments) {
    long value = nanos(arguments.getFirst());
    long unit = nanos(arguments.get(1));
    if (unit <= 0) {
      return of(value);
    }
    long rest = value % unit;
    long lower = value - rest;
    boolean up = Math.abs(rest) >= unit - Math.abs(rest);
    return of(up ? lower + (value < 0 ? -unit : unit) : lower);
  }

  private static String display(GoValue value) {
    return text(nanos(value));
  }

  /// `1h2m3.5s`; below a second in the largest unit that leaves no leading zero.
  public static String text(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    BigDecimal magnitude = new BigDecimal(nanos).abs();
    String sign = nanos < 0 ? "-" : "";
    long rest = nanos == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(nanos);
    if (rest < MICROSECOND) {
      return sign + rest + "ns";
    }
    if (rest < MILLISECOND) {
      return sign + plain(magnitude.movePointLeft(3)) + "µs";
    }
    if (rest < SECOND) {
      return sign + plain(magnitude.movePointLeft(6)) + "ms";
    }
    long hours = rest / HOUR;
    long minutes = rest / MINUTE % 60;
    BigDecimal seconds = magnitude.remainder(new BigDecimal(MINUTE)).movePointLeft(9);
    return sign
        + (hours > 0 ? hours + "h" : "")
        + (hours > 0 || minutes > 0 ? minutes + "m" : "")
        + plain(seconds)
        + "s";
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
