package io.vigie.alerts.notify;

import io.vigie.alerts.receiver.Notification;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.util.List;

/// Notes in one step that a destination knows, and that nothing is owed to it any more.
final class SetNotifiesStage implements Stage {
  private final Destination destination;
  private final NotificationLog log;
  private final StateStore state;

  SetNotifiesStage(Destination destination, NotificationLog log, StateStore state) {
    this.destination = destination;
    this.log = log;
    this.state = state;
  }

  @Override
  public Notification apply(Notification notification) throws DeliveryException {
    try {
      state.apply(
          List.of(
              log.told(destination, notification), Outbox.delivered(destination, notification)));
      return notification;
    } catch (IOException e) {
      throw new DeliveryException(
          destination.name() + ": cannot note what was sent: " + e.getMessage(), e);
    }
  }
}
