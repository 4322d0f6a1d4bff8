package io.vigie.alerts.handling;

import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What people did about alerts, by fingerprint; durable before a method returns. Ends with the
/// alert. Thread-safe.
public final class Handlings {
  static final String KIND = "alerts.handling";

  private final StateStore state;
  private final Object lock = new Object();
  // Guarded by the lock.
  private final Map<String, Handling> byFingerprint = new HashMap<>();

  public Handlings(StateStore state) {
    this.state = state;
  }

  /// Recalls what was known before a restart.
  ///
  /// @throws IOException if that cannot be read
  public void restore() throws IOException {
    synchronized (lock) {
      for (StateEntry entry : state.list(KIND)) {
        byFingerprint.put(entry.key(), Handling.fromJson(entry.value()));
      }
    }
  }

  public Handling of(String fingerprint) {
    synchronized (lock) {
      return byFingerprint.getOrDefault(fingerprint, Handling.NONE);
    }
  }

  /// Whether somebody has an alert in hand.
  public boolean isAcknowledged(String fingerprint, long nowMillis) {
    return of(fingerprint).acknowledgement().filter(ack -> ack.holdsAt(nowMillis)).isPresent();
  }

  /// @throws IOException if it cannot be made durable; then nothing changed
  public Handling acknowledge(String fingerprint, Acknowledgement acknowledgement)
      throws IOException {
    return change(fingerprint, handling -> handling.with(acknowledgement));
  }

  /// @throws IOException if it cannot be made durable; then nothing changed
  public Handling unacknowledge(String fingerprint) throws IOException {
    return change(fingerprint, Handling::withoutAcknowledgement);
  }

  /// @throws IOException if it cannot be made durable; then nothing changed
  public Handling add(String fingerprint, Note note) throws IOException {
    return change(fingerprint, handling -> handling.with(note));
  }

  /// Declares an alert to be over: what was done about it ends with that.
  ///
  /// @throws IOException if it cannot be made durable; then nothing changed
  public Handling resolve(String fingerprint, ManualResolution resolution) throws IOException {
    return change(
        fingerprint, _ -> new Handling(Optional.empty(), List.of(), Optional.of(resolution)));
  }

  /// An alert is over: nobody has it in hand any more.
  ///
  /// @throws IOException if it cannot be made durable; then nothing changed
  public void ended(String fingerprint) throws IOException {
    if (!of(fingerprint).isEmpty()) {
      change(
          fingerprint,
          handling -> new Handling(Optional.empty(), List.of(), handling.resolution()));
    }
  }

  private Handling change(String fingerprint, UnaryOperator<Handling> change) throws IOException {
    synchronized (lock) {
      Handling before = byFingerprint.getOrDefault(fingerprint, Handling.NONE);
      Handling after = change.apply(before);
      if (after.equals(before)) {
        return before;
      }
      if (after.isEmpty()) {
        state.apply(List.of(new StateChange.Remove(KIND, fingerprint)));
        byFingerprint.remove(fingerprint);
      } else {
        state.apply(
            List.of(
                new StateChange.Put(
                    new StateEntry(KIND, fingerprint, after.toJson(), StateEntry.NEVER))));
        byFingerprint.put(fingerprint, after);
      }
      return after;
    }
  }

  /// Of what a sender says, all but alerts that were declared to be over and that it only repeats.
  /// An end at the very instant of the declaration is the declaration itself.
  ///
  /// @throws IOException if it cannot be made durable that such a declaration has ended
  public List<StoredAlert> heard(List<StoredAlert> incoming, long nowMillis) throws IOException {
    List<StoredAlert> heard = new ArrayList<>();
    for (StoredAlert alert : incoming) {
      Optional<ManualResolution> manual = of(alert.fingerprint()).resolution();
      boolean over = alert.alert().resolvedAt(nowMillis);
      if (manual
          .filter(m -> !over || alert.alert().endsAtMillis() != m.sinceMillis())
          .isPresent()) {
        boolean anew = alert.alert().startsAtMillis() > manual.get().sinceMillis();
        if (!over && !anew && nowMillis < manual.get().untilMillis()) {
          continue;
        }
        change(alert.fingerprint(), _ -> Handling.NONE);
      }
      heard.add(alert);
    }
    return heard;
  }

  /// Fingerprints of alerts whose acknowledgement has run out, with it; they are not acknowledged
  /// any more.
  ///
  /// @throws IOException if it cannot be made durable
  public Map<String, Acknowledgement> expire(long nowMillis) throws IOException {
    Map<String, Acknowledgement> expired = new HashMap<>();
    synchronized (lock) {
      byFingerprint.forEach((fingerprint, handling) ->
          handling
              .acknowledgement()
              .filter(ack -> !ack.holdsAt(nowMillis))
              .ifPresent(ack -> expired.put(fingerprint, ack)));
      for (String fingerprint : expired.keySet()) {
        change(fingerprint, Handling::withoutAcknowledgement);
      }
    }
    return expired;
  }

  /// Forgets declarations that have run out and were not repeated by a sender.
  ///
  /// @throws IOException if it cannot be made durable
  public void forgetOld(long nowMillis) throws IOException {
    List<String> old = new ArrayList<>();
    synchronized (lock) {
      byFingerprint.forEach((fingerprint, handling) -> {
        if (handling.resolution().filter(manual -> manual.untilMillis() <= nowMillis).isPresent()) {
          old.add(fingerprint);
        }
      });
      for (String fingerprint : old) {
        change(fingerprint, _ -> Handling.NONE);
      }
    }
  }
}
