package io.vigie.alerts.replay;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.AlertingOptions;
import io.vigie.alerts.config.AlertmanagerConfig;
import io.vigie.alerts.history.HistoryEvent;
import io.vigie.alerts.notify.Pipeline;
import io.vigie.alerts.receiver.Integration;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.model.alert.Alert;
import io.vigie.model.alert.AlertSink;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.telemetry.Meters;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// Whom a configuration would have told of alerts, and what would have kept them quiet: the room as
/// it is, on a clock of its own, with a memory of its own, and receivers that take every message
/// and send none.
///
/// Somebody else lets time pass: [#setTime], then what rules say ([#send]), then [#tick]. Not
/// thread-safe.
public final class RoutingReplay implements AlertSink, AutoCloseable {
  private final ReplayClock clock;
  private final ReplayEvents events = new ReplayEvents();
  private final Alerting alerting;
  private OptionalLong nextMillis = OptionalLong.empty();

  /// @param silences as the state store of a server has them
  /// @param startMillis what the clock shows first, milliseconds since the epoch
  /// @throws IOException if the silences make no sense
  public RoutingReplay(
      AlertmanagerConfig config,
      AlertingOptions options,
      List<StateEntry> silences,
      long startMillis)
      throws IOException {
    clock = new ReplayClock(Instant.ofEpochMilli(startMillis));
    ReplayState state = new ReplayState(clock);
    state.apply(silences.stream().<StateChange>map(StateChange.Put::new).toList());
    CallingThread here = new CallingThread();
    alerting =
        new Alerting(
            options,
            new Pipeline.Surroundings(
                state, events, clock, _ -> {}, here, Meters.NONE, options.retention()),
            here);
    Integration takesAll = _ -> new Outcome.Delivered("replayed");
    alerting.start(config, _ -> takesAll);
    alerting.allowNotifications();
  }

  /// Moves the clock, milliseconds since the epoch.
  public void setTime(long nowMillis) {
    clock.set(Instant.ofEpochMilli(nowMillis));
  }

  @Override
  public void send(List<Alert> alerts) {
    alerting.send(alerts);
  }

  /// Does what is due.
  public void tick() {
    long next = alerting.tick().toEpochMilli();
    nextMillis =
        alerting.alerts().isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(Math.max(next, clock.millis() + 1));
  }

  /// When [#tick] is to be called next, milliseconds since the epoch; empty if nothing is known
  /// that anybody could be told.
  public OptionalLong nextMillis() {
    return nextMillis;
  }

  /// Messages, and what kept alerts quiet, in the order of time and as the history of a server has
  /// them.
  public List<HistoryEvent> events() {
    return events.all();
  }

  /// How many [#events] there are.
  public int eventCount() {
    return events.size();
  }

  @Override
  public void close() {
    alerting.close();
  }
}
