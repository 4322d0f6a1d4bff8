package io.vigie.ingest.otlp;

import java.util.Map;

/// What a unit in UCUM notation adds to a metric's name: `By/s` adds `bytes` and `per_second`.
///
/// @param main the unit in a word, or empty
/// @param per `per_` and what it is divided by, or empty
record UnitSuffix(String main, String per) {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("d", "days"),
          Map.entry("h", "hours"),
          Map.entry("min", "minutes"),
          Map.entry("s", "seconds"),
          Map.entry("ms", "milliseconds"),
          Map.entry("us", "microseconds"),
          Map.entry("ns", "nanoseconds"),
          Map.entry("By", "bytes"),
          Map.entry("KiBy", "kibibytes"),
          Map.entry("MiBy", "mebibytes"),
          Map.entry("GiBy", "gibibytes"),
          Map.entry("TiBy", "tibibytes"),
          Map.entry("KBy", "kilobytes"),
          Map.entry("MBy", "megabytes"),
          Map.entry("GBy", "gigabytes"),
          Map.entry("TBy", "terabytes"),
          Map.entry("m", "meters"),
          Map.entry("V", "volts"),
          Map.entry("A", "amperes"),
          Map.entry("J", "joules"),
          Map.entry("W", "watts"),
          Map.entry("g", "grams"),
          Map.entry("Cel", "celsius"),
          Map.entry("Hz", "hertz"),
          Map.entry("1", ""),
          Map.entry("%", "percent"));

  private static final Map<String, String> DIVISORS =
      Map.of(
          "s", "second",
          "m", "minute",
          "h", "hour",
          "d", "day",
          "w", "week",
          "mo", "month",
          "y", "year");

  static UnitSuffix of(String unit) {
    int slash = unit.indexOf('/');
    String main = word(slash < 0 ? unit : unit.substring(0, slash), WORDS);
    String per = slash < 0 ? "" : word(unit.substring(slash + 1), DIVISORS);
    return new UnitSuffix(main, per.isEmpty() ? "" : "per_" + per);
  }

  /// A unit in braces is a remark (`{requests}`), not a unit.
  private static String word(String unit, Map<String, String> words) {
    String name = unit.strip();
    boolean remark = name.indexOf('{') >= 0 || name.indexOf('}') >= 0;
    return remark ? "" : words.getOrDefault(name, name);
  }
}
