package io.vigie.ingest.exposition.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Units in metric names: base units, units that should be written in a base unit, and
/// abbreviations, as Prometheus' linter knows them
/// (<https://prometheus.io/docs/practices/naming/>).
final class UnitNames {
  private static final Map<String, String> BASE_BY_UNIT =
      Map.ofEntries(
          Map.entry("amperes", "amperes"),
          Map.entry("bytes", "bytes"),
          Map.entry("celsius", "celsius"),
          Map.entry("grams", "grams"),
          Map.entry("joules", "joules"),
          Map.entry("kelvin", "kelvin"),
          Map.entry("meters", "meters"),
          Map.entry("metres", "metres"),
          Map.entry("seconds", "seconds"),
          Map.entry("volts", "volts"),
          Map.entry("minutes", "seconds"),
          Map.entry("hours", "seconds"),
          Map.entry("days", "seconds"),
          Map.entry("weeks", "seconds"),
          Map.entry("kelvins", "kelvin"),
          Map.entry("fahrenheit", "celsius"),
          Map.entry("rankine", "celsius"),
          Map.entry("inches", "meters"),
          Map.entry("yards", "meters"),
          Map.entry("miles", "meters"),
          Map.entry("bits", "bytes"),
          Map.entry("calories", "joules"),
          Map.entry("pounds", "grams"),
          Map.entry("ounces", "grams"));

  private static final List<String> PREFIXES =
      List.of(
          "pico", "nano", "micro", "milli", "centi", "deci", "deca", "hecto", "kilo", "kibi",
          "mega", "mibi", "giga", "gibi", "tera", "tebi", "peta", "pebi");

  private static final Set<String> ABBREVIATIONS =
      Set.of("s", "ms", "us", "ns", "sec", "b", "kb", "mb", "gb", "tb", "pb", "m", "h", "d");

  /// A unit in a name and the one that belongs there.
  record Unit(String written, String base) {}

  private UnitNames() {}

  /// The first unit in a metric name, if it has one.
  static Optional<Unit> in(String metricName) {
    for (String word : metricName.split("_", -1)) {
      Optional<String> base = baseOf(word);
      if (base.isPresent()) {
        return base.map(b -> new Unit(word, b));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> baseOf(String word) {
    String base = BASE_BY_UNIT.get(word);
    for (String prefix : PREFIXES) {
      if (base == null && word.startsWith(prefix)) {
        base = BASE_BY_UNIT.get(word.substring(prefix.length()));
      }
    }
    return Optional.ofNullable(base);
  }

  /// Number of different abbreviations in a metric name, other than at its beginning.
  static long abbreviations(String lowerCaseName) {
    return ABBREVIATIONS.stream()
        .filter(
            unit -> lowerCaseName.contains("_" + unit + "_") || lowerCaseName.endsWith("_" + unit))
        .count();
  }
}
