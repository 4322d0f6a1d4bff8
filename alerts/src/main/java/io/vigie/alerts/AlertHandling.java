package io.vigie.alerts;

import io.vigie.alerts.handling.Acknowledgement;
import io.vigie.alerts.handling.Handling;
import io.vigie.alerts.handling.Handlings;
import io.vigie.alerts.handling.ManualResolution;
import io.vigie.alerts.handling.Note;
import io.vigie.alerts.store.AlertStore;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.alert.Alert;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What people do about alerts that fire. Each deed goes into the history. Thread-safe.
///
/// Methods answer nothing if no such alert fires.
public final class AlertHandling {
  /// More notes about one alert than these are refused.
  private static final int MAX_NOTES = 200;

  private final Handlings handlings;
  private final AlertStore store;
  private final AlertHistory history;
  private final InstantSource clock;
  private final Intake intake;

  /// Where alerts are taken in.
  @FunctionalInterface
  interface Intake {
    int put(List<StoredAlert> alerts) throws IOException;
  }

  AlertHandling(
      Handlings handlings,
      AlertStore store,
      AlertHistory history,
      InstantSource clock,
      Intake intake) {
    this.handlings = handlings;
    this.store = store;
    this.history = history;
    this.clock = clock;
    this.intake = intake;
  }

  /// What is known about an alert, whether it fires or not.
  public Handling of(String fingerprint) {
    return handlings.of(fingerprint);
  }

  private Optional<StoredAlert> firing(String fingerprint) {
    return store.get(fingerprint).filter(alert -> !alert.alert().resolvedAt(clock.millis()));
  }

  /// Somebody takes an alert in hand; who had it before has it no more.
  ///
  /// @param untilMillis milliseconds since the epoch; [Acknowledgement#NEVER] until it is over
  /// @throws IOException if it cannot be made durable; then nothing changed
  public Optional<Handling> acknowledge(
      String fingerprint, String owner, String comment, long untilMillis) throws IOException {
    Optional<StoredAlert> alert = firing(fingerprint);
    if (alert.isEmpty()) {
      return Optional.empty();
    }
    var acknowledgement = new Acknowledgement(owner, comment, clock.millis(), untilMillis);
    Handling handling = handlings.acknowledge(fingerprint, acknowledgement);
    history.acknowledged(alert.get(), acknowledgement);
    return Optional.of(handling);
  }

  /// Nobody has an alert in hand any more.
  ///
  /// @throws IOException if it cannot be made durable; then nothing changed
  public Optional<Handling> unacknowledge(String fingerprint, String by, String comment)
      throws IOException {
    Optional<StoredAlert> alert = firing(fingerprint);
    if (alert.isEmpty()) {
      return Optional.empty();
    }
    boolean had = handlings.of(fingerprint).acknowledgement().isPresent();
    Handling handling = handlings.unacknowledge(fingerprint);
    if (had) {
      history.unacknowledged(alert.get(), by, comment, clock.millis());
    }
    return Optional.of(handling);
  }

  /// Somebody writes something down.
  ///
  /// @throws IllegalArgumentException if there are too many notes
  /// @throws IOException if it cannot be made durable; then nothing changed
  public Optional<Handling> note(String fingerprint, Note.Kind kind, String author, String text)
      throws IOException {
    Optional<StoredAlert> alert = firing(fingerprint);
    if (alert.isEmpty()) {
      return Optional.empty();
    }
    if (handlings.of(fingerprint).notes().size() >= MAX_NOTES) {
      throw new IllegalArgumentException(
          "there are " + MAX_NOTES + " notes about this alert already; use its ticket");
    }
    Note note = new Note(kind, author, text, clock.millis());
    Handling handling = handlings.add(fingerprint, note);
    history.noted(alert.get(), note);
    return Optional.of(handling);
  }

  /// Somebody says that an alert is over. While its sender only repeats it, it stays over, until
  /// `untilMillis`; once the sender has said so too, or it begins anew, that is forgotten.
  ///
  /// @throws IOException if it cannot be made durable; then nothing changed
  public Optional<Handling> resolve(String fingerprint, String by, String comment, long untilMillis)
      throws IOException {
    Optional<StoredAlert> firing = firing(fingerprint);
    if (firing.isEmpty()) {
      return Optional.empty();
    }
    long now = clock.millis();
    Alert alert = firing.get().alert();
    Alert over =
        new Alert(
            alert.labels(),
            alert.annotations(),
            Math.min(alert.startsAtMillis(), now),
            now,
            alert.generatorUrl());
    var resolution = new ManualResolution(by, comment, now, untilMillis);
    Handling handling = handlings.resolve(fingerprint, resolution);
    history.resolvedByHand(firing.get(), resolution);
    intake.put(List.of(new StoredAlert(over, now, false)));
    return Optional.of(handling);
  }
}
