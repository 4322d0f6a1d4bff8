package io.vigie.rules.lint;

import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.lint.Destinations.Receiver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// An alert that leads to nobody: its labels route only to receivers that have no way to tell
/// people.
final class NobodyTold implements Check {
  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    if (!(rule instanceof RuleDefinition.Alerting) || tellsNobodyAtAll(around.destinations())) {
      return Optional.empty();
    }
    List<Receiver> receivers = around.destinations().reachable(certainLabels(rule));
    if (!around.destinations().isKnown() || receivers.stream().anyMatch(Receiver::tells)) {
      return Optional.empty();
    }
    String names =
        receivers.stream()
            .map(r -> "\"" + r.name() + "\"")
            .distinct()
            .collect(Collectors.joining(", "));
    return Problem.warning(
        Wording.of(
            "no-destination.route",
            "its labels lead only to the receiver %s, which has no integration: nobody is told",
            names),
        Wording.of(
            "no-destination.route-instead",
            "a route for {alertname=\"%s\"} to a receiver that tells somebody",
            rule.name()));
  }

  /// What is said once of a whole file rather than of each of its alerts.
  static Optional<Problem> ofFile(RuleFile file, Surroundings around) {
    long alerts = file.rules().stream().filter(RuleDefinition.Alerting.class::isInstance).count();
    return alerts > 0 && tellsNobodyAtAll(around.destinations())
        ? Problem.warning(
            Wording.of(
                "no-destination.all",
                "no receiver has an integration: nobody is told of this alert, nor of any of the %s"
                    + " of the file",
                alerts),
            Wording.of(
                "no-destination.all-instead",
                "--alertmanager.config.file with a receiver that tells somebody"))
        : Optional.empty();
  }

  private static boolean tellsNobodyAtAll(Destinations destinations) {
    return destinations.isKnown()
        && destinations.reachable(Map.of()).stream().noneMatch(Receiver::tells);
  }

  /// Those that every alert of the rule has.
  private static Map<String, String> certainLabels(RuleDefinition rule) {
    Map<String, String> labels = new TreeMap<>(rule.labels().toMap());
    labels.values().removeIf(value -> value.contains("{{"));
    labels.put("alertname", rule.name());
    return labels;
  }
}
