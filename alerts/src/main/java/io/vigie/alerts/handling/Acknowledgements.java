package io.vigie.alerts.handling;

import java.util.Optional;

/// Says who has alerts in hand, for messages about them. Thread-safe.
@FunctionalInterface
public interface Acknowledgements {
  /// Where nobody can have any.
  Acknowledgements NONE = _ -> Optional.empty();

  /// Of an alert that is given by its fingerprint, if somebody has it.
  Optional<Acknowledgement> of(String fingerprint);
}
