package io.vigie.alerts.notify;

import io.vigie.alerts.receiver.Notification;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is owed to whom: written before the first attempt, removed in the same step in which the
/// notification log learns that it arrived. At most one entry for a group and destination; a later
/// one says what the earlier one would have said. Thread-safe.
public final class Outbox {
  static final String KIND = "alerts.outbox";

  private final StateStore state;
  private final Duration retention;

  /// @param retention how long what could not be delivered is kept
  Outbox(StateStore state, Duration retention) {
    this.state = state;
    this.retention = retention;
  }

  OwedNotification add(Destination destination, Notification notification) throws IOException {
    OwedNotification owed = owed(destination, notification);
    state.apply(List.of(put(owed)));
    return owed;
  }

  /// The change that [#add] makes, for whoever has more to write in the same step.
  StateChange owing(Destination destination, Notification notification) {
    return put(owed(destination, notification));
  }

  private static OwedNotification owed(Destination destination, Notification notification) {
    return new OwedNotification(
        destination.stateKey(notification), destination.name(), notification, "", 0);
  }

  private StateChange put(OwedNotification owed) {
    long expiry = owed.notification().now().plus(retention).toEpochMilli();
    return new StateChange.Put(new StateEntry(KIND, owed.id(), owed.toJson(), expiry));
  }

  void markFailed(OwedNotification owed, String reason, int attempts) throws IOException {
    state.apply(List.of(put(owed.failed(reason, attempts))));
  }

  /// The change that forgets an entry.
  static StateChange delivered(Destination destination, Notification notification) {
    return new StateChange.Remove(KIND, destination.stateKey(notification));
  }

  /// Everything owed, what was given up included.
  ///
  /// @throws IOException if the state cannot be read now
  public List<OwedNotification> all() throws IOException {
    return state.list(KIND).stream()
        .map(entry -> OwedNotification.fromJson(entry.key(), entry.value()))
        .toList();
  }

  /// @throws IOException if the state cannot be read now
  public Optional<OwedNotification> get(String id) throws IOException {
    return state.get(KIND, id).map(entry -> OwedNotification.fromJson(id, entry.value()));
  }

  /// Forgets an entry that shall not be delivered.
  ///
  /// @throws IOException if that could not be made durable
  public void discard(String id) throws IOException {
    state.apply(List.of(new StateChange.Remove(KIND, id)));
  }
}
