package io.vigie.ingest.exposition.check;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The conventions that a metric family should keep to, with the messages of Prometheus' linter.
/// What is untyped is only held to the conventions that need no type.
final class MetricsLint {
  /// Something that a family should do differently.
  record Problem(String metricName, String text) {}

  private static final Pattern CAMEL_CASE = Pattern.compile("[a-z][A-Z]");

  private final MetricFamily family;
  private final List<Problem> problems = new ArrayList<>();

  private MetricsLint(MetricFamily family) {
    this.family = family;
  }

  /// All problems, by metric name and text.
  static List<Problem> problems(Iterable<MetricFamily> families) {
    List<Problem> problems = new ArrayList<>();
    for (MetricFamily family : families) {
      problems.addAll(new MetricsLint(family).check());
    }
    problems.sort(Comparator.comparing(Problem::metricName).thenComparing(Problem::text));
    return problems;
  }

  private List<Problem> check() {
    if (family.help().isEmpty()) {
      found("no help text");
    }
    checkUnits();
    checkTotalSuffix();
    if (family.type() != MetricType.UNKNOWN) {
      checkReserved();
      checkTypeInName();
    }
    checkCharacters();
    checkUniqueness();
    return problems;
  }

  private void found(String problem) {
    problems.add(new Problem(family.name(), problem));
  }

  private void checkUnits() {
    UnitNames.in(family.name())
        .filter(unit -> !unit.written().equals(unit.base()))
        .ifPresent(unit ->
            found("use base unit \"%s\" instead of \"%s\"".formatted(unit.base(), unit.written())));
    long abbreviations = UnitNames.abbreviations(family.name().toLowerCase(Locale.ROOT));
    for (long i = 0; i < abbreviations; i++) {
      found("metric names should not contain abbreviated units");
    }
  }

  private void checkTotalSuffix() {
    boolean total = family.name().endsWith("_total");
    if (family.type() == MetricType.COUNTER && !total) {
      found("counter metrics should have \"_total\" suffix");
    } else if (family.type() != MetricType.COUNTER
        && family.type() != MetricType.UNKNOWN
        && total) {
      found("non-counter metrics should not have \"_total\" suffix");
    }
  }

  private void checkReserved() {
    boolean histogram = family.type() == MetricType.HISTOGRAM;
    boolean summary = family.type() == MetricType.SUMMARY;
    if (!histogram && family.name().endsWith("_bucket")) {
      found("non-histogram metrics should not have \"_bucket\" suffix");
    }
    for (String suffix : List.of("_count", "_sum")) {
      if (!histogram && !summary && family.name().endsWith(suffix)) {
        found("non-histogram and non-summary metrics should not have \"" + suffix + "\" suffix");
      }
    }
    for (Labels labels : family.metrics()) {
      if (!histogram && labels.has("le")) {
        found("non-histogram metrics should not have \"le\" label");
      }
      if (!summary && labels.has("quantile")) {
        found("non-summary metrics should not have \"quantile\" label");
      }
    }
  }

  private void checkTypeInName() {
    String name = family.name().toLowerCase(Locale.ROOT);
    String type = family.type().word();
    if (name.contains("_" + type + "_") || name.endsWith("_" + type)) {
      found("metric name should not include type '" + type + "'");
    }
  }

  private void checkCharacters() {
    if (family.name().contains(":")) {
      found("metric names should not contain ':'");
    }
    if (CAMEL_CASE.matcher(family.name()).find()) {
      found("metric names should be written in 'snake_case' not 'camelCase'");
    }
    for (Labels labels : family.metrics()) {
      for (int i = 0; i < labels.size(); i++) {
        if (CAMEL_CASE.matcher(labels.name(i)).find()) {
          found("label names should be written in 'snake_case' not 'camelCase'");
        }
      }
    }
  }

  private void checkUniqueness() {
    Set<Labels> seen = new HashSet<>();
    for (Labels labels : family.metrics()) {
      if (!seen.add(labels)) {
        found("metric not unique");
      }
    }
  }
}
