package io.vigie.server.http.v1;

import io.vigie.alerts.handling.Handling;
import io.vigie.model.metric.Labels;
import java.util.Optional;

/// What becomes of an alert of a rule on its way to people: there it may have other labels.
@FunctionalInterface
public interface AlertTracking {
  /// @param fingerprint of the alert with the labels that people see
  record Tracked(String fingerprint, Handling handling) {}

  /// @return empty if the configuration drops the alert
  Optional<Tracked> of(Labels labels);
}
