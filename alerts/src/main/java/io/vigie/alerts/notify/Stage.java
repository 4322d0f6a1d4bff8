package io.vigie.alerts.notify;

import io.vigie.alerts.receiver.Notification;

/// A step on the way of a notification. It passes on what it was given, or less of it; a
/// notification without alerts goes no further.
@FunctionalInterface
interface Stage {
  /// @throws DeliveryException if somebody could not be told who should have been
  Notification apply(Notification notification) throws DeliveryException, InterruptedException;

  /// Runs stages one after the other, until there is nothing left to tell.
  static Stage sequence(Iterable<Stage> stages) {
    return notification -> {
      Notification passed = notification;
      for (Stage stage : stages) {
        if (passed.alerts().isEmpty()) {
          break;
        }
        passed = stage.apply(passed);
      }
      return passed;
    };
  }
}
