package io.vigie.health.check;

import io.vigie.health.HealthState;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Who reported when; kept in the catalog, so that a restart is no missed heartbeat. Thread-safe.
final class Heartbeats {
  private static final String KIND = "heartbeat";

  /// Who reports more often than this is believed, and not written down again.
  private static final Duration PRECISION = Duration.ofSeconds(1);

  private final StateStore state;
  private final InstantSource clock;
  private final Map<String, Long> lastMillis = new ConcurrentHashMap<>();

  Heartbeats(StateStore state, InstantSource clock) {
    this.state = state;
    this.clock = clock;
  }

  /// Takes up when each reported last.
  void load() throws IOException {
    for (StateEntry entry : state.list(KIND)) {
      lastMillis.put(entry.key(), Long.parseLong(entry.value()));
    }
  }

  /// A check begins: the first report is due an interval from now.
  void expect(String check) throws IOException {
    if (!lastMillis.containsKey(check)) {
      put(check, clock.millis());
    }
  }

  void forget(String check) throws IOException {
    if (lastMillis.remove(check) != null) {
      state.apply(List.of(new StateChange.Remove(KIND, check)));
    }
  }

  /// @throws IOException if it cannot be kept
  void reported(String check) throws IOException {
    long now = clock.millis();
    Long before = lastMillis.get(check);
    if (before == null || now - before >= PRECISION.toMillis()) {
      put(check, now);
    }
  }

  private void put(String check, long millis) throws IOException {
    state.apply(
        List.of(
            new StateChange.Put(
                new StateEntry(KIND, check, Long.toString(millis), StateEntry.NEVER))));
    lastMillis.put(check, millis);
  }

  /// Whether a check has reported in time.
  Probe.Seen look(String check, CheckTarget.Heartbeat target) {
    long last = lastMillis.getOrDefault(check, clock.millis());
    long lateMillis = clock.millis() - last - target.every().toMillis();
    String since = Instant.ofEpochMilli(last).toString();
    if (lateMillis > target.grace().toMillis()) {
      return Probe.Seen.bad("heartbeat", "nothing was heard since " + since);
    }
    return Probe.Seen.well(
        lateMillis > 0 ? HealthState.DEGRADED : HealthState.HEALTHY, Map.of("lastHeard", since));
  }

  /// The check with a token, whoever asks; takes as long wherever tokens differ.
  static Optional<String> find(String token, Map<String, CheckTarget.Heartbeat> targets) {
    byte[] given = token.getBytes(StandardCharsets.UTF_8);
    String found = "";
    for (Map.Entry<String, CheckTarget.Heartbeat> each : targets.entrySet()) {
      byte[] known = each.getValue().token().reveal().getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(given, known)) {
        found = each.getKey();
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }
}
