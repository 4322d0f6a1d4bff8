package io.vigie.rules.template;

import io.vigie.config.yaml.Durations;
import io.vigie.template.time.GoDuration;
import io.vigie.template.time.GoTime;
import io.vigie.template.value.FunctionFailure;
import io.vigie.template.value.GoFunction;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import java.time.Instant;
import java.util.Map;
import java.util.function.DoubleFunction;

/// Functions of numbers, times and durations.
final class NumberFunctions {
  static final Map<String, GoFunction> ALL =
      Map.of(
          "humanize", text(Humanizing::decimal),
          "humanize1024", text(Humanizing::binary),
          "humanizeDuration", text(Humanizing::duration),
          "humanizePercentage", text(Humanizing::percentage),
          "humanizeTimestamp", text(Humanizing::timestamp),
          "toTime", number(NumberFunctions::time),
          "toDuration", number(n -> GoDuration.of(GoNumbers.nanos(n, "duration"))),
          "parseDuration",
              GoFunction.of(a -> GoValue.of(seconds(a.getFirst().text())), GoType.STRING));

  private NumberFunctions() {}

  private static GoFunction text(DoubleFunction<String> function) {
    return number(n -> GoValue.of(function.apply(n)));
  }

  private static GoFunction number(DoubleFunction<GoValue> function) {
    return GoFunction.of(a -> function.apply(GoNumbers.of(a.getFirst())), GoType.ANY);
  }

  private static GoValue time(double seconds) {
    long millis = GoNumbers.nanos(seconds, "timestamp") / 1_000_000;
    return GoTime.of(Instant.ofEpochMilli(millis));
  }

  private static double seconds(String duration) {
    boolean negative = duration.startsWith("-");
    try {
      double seconds =
          Durations.parse(negative ? duration.substring(1) : duration).toMillis() / 1e3;
      return negative ? -seconds : seconds;
    } catch (IllegalArgumentException e) {
      throw new FunctionFailure(String.valueOf(e.getMessage()), e);
    }
  }
}
