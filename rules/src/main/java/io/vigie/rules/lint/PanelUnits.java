package io.vigie.rules.lint;

import io.vigie.promql.ast.Expr;
import io.vigie.rules.lint.Check.Problem;
import java.util.Map;
import java.util.Optional;

/// Values that a panel shows in another unit than they have.
final class PanelUnits {
  /// What Grafana's names of units mean in the words that end the names of metrics. Units of time,
  /// size and temperature that no metric has are left out.
  private static final Map<String, String> MEANING =
      Map.ofEntries(
          Map.entry("percent", Units.PERCENT),
          Map.entry("percentunit", Units.RATIO),
          Map.entry("s", "seconds"),
          Map.entry("dtdurations", "seconds"),
          Map.entry("dthms", "seconds"),
          Map.entry("clocks", "seconds"),
          Map.entry("ms", "milliseconds"),
          Map.entry("dtdurationms", "milliseconds"),
          Map.entry("clockms", "milliseconds"),
          Map.entry("µs", "microseconds"),
          Map.entry("ns", "nanoseconds"),
          Map.entry("m", "minutes"),
          Map.entry("h", "hours"),
          Map.entry("d", "days"),
          Map.entry("bytes", "bytes"),
          Map.entry("decbytes", "bytes"),
          Map.entry("kbytes", "kilobytes"),
          Map.entry("deckbytes", "kilobytes"),
          Map.entry("mbytes", "megabytes"),
          Map.entry("decmbytes", "megabytes"),
          Map.entry("bits", "bits"),
          Map.entry("decbits", "bits"),
          Map.entry("celsius", "celsius"),
          Map.entry("fahrenheit", "fahrenheit"),
          Map.entry("watt", "watts"),
          Map.entry("volt", "volts"),
          Map.entry("amp", "amperes"),
          Map.entry("joule", "joules"),
          Map.entry("rothz", "hertz"),
          Map.entry("hertz", "hertz"));

  /// The other way round, the one to write.
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry(Units.PERCENT, "percent"),
          Map.entry(Units.RATIO, "percentunit"),
          Map.entry("seconds", "s"),
          Map.entry("milliseconds", "ms"),
          Map.entry("microseconds", "µs"),
          Map.entry("nanoseconds", "ns"),
          Map.entry("minutes", "m"),
          Map.entry("hours", "h"),
          Map.entry("days", "d"),
          Map.entry("bytes", "bytes"),
          Map.entry("kilobytes", "kbytes"),
          Map.entry("megabytes", "mbytes"),
          Map.entry("bits", "bits"),
          Map.entry("celsius", "celsius"),
          Map.entry("fahrenheit", "fahrenheit"),
          Map.entry("watts", "watt"),
          Map.entry("volts", "volt"),
          Map.entry("amperes", "amp"),
          Map.entry("joules", "joule"),
          Map.entry("hertz", "hertz"));

  private PanelUnits() {}

  static Optional<Problem> look(Panel panel, Expr query, KnownMetrics metrics) {
    String shown = MEANING.getOrDefault(panel.unit(), "");
    String given = unit(query, shown, metrics);
    if (shown.isEmpty() || given.isEmpty() || shown.equals(given)) {
      return Optional.empty();
    }
    String instead = "unit: " + NAMES.getOrDefault(given, given);
    return shown.equals(Units.PERCENT) && given.equals(Units.RATIO)
        ? Problem.warning(
            Wording.of(
                "ratio-as-percent.panel",
                "the value is a ratio from 0 to 1, and the unit of the panel counts from 0 to 100:"
                    + " 7 % would be shown as 0.07%"),
            instead)
        : Problem.warning(
            Wording.of(
                "unit-mismatch.panel",
                "what is asked for is in %s, and the panel shows it in %s",
                given,
                shown),
            instead);
  }

  /// Of a quotient no unit is known but that it is no percentage.
  private static String unit(Expr query, String shown, KnownMetrics metrics) {
    String known = Units.of(query, metrics);
    boolean isRatio =
        known.isEmpty()
            && shown.equals(Units.PERCENT)
            && !hasHundred(query)
            && RatioAsPercent.isRatio(query, metrics);
    return isRatio ? Units.RATIO : known;
  }

  /// Whoever writes 100 anywhere knows of percentages.
  private static boolean hasHundred(Expr query) {
    return Shapes.nodes(query).stream()
        .anyMatch(node ->
            node instanceof Expr.NumberLiteral number
                && (number.value() == 100 || number.value() == 0.01));
  }
}
