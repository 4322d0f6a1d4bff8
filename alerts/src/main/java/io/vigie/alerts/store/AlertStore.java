package io.vigie.alerts.store;

import io.vigie.model.alert.Alert;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// All alerts that fire, and those that are over until the next clean-up. Changes are durable
/// before [#put] returns; that a sender repeats itself is not a change, so a steady state writes
/// nothing.
///
/// Thread-safe.
public final class AlertStore {
  static final String KIND = "alerts.alert";

  private final StateStore state;
  private final int perAlertNameLimit;
  private final Object lock = new Object();
  // Guarded by the lock.
  private final Map<String, StoredAlert> alerts = new HashMap<>();
  private final Map<String, Integer> countByName = new HashMap<>();

  /// @param perAlertNameLimit at most that many alerts of a name; 0 for any number
  public AlertStore(StateStore state, int perAlertNameLimit) {
    this.state = state;
    this.perAlertNameLimit = perAlertNameLimit;
  }

  /// What [#put] did.
  ///
  /// @param stored the alerts as they stand now, merged with what was known
  /// @param changed those of them that are new, or say something new
  /// @param limited how many were dropped because there are too many of their name
  public record Result(List<StoredAlert> stored, List<StoredAlert> changed, int limited) {}

  /// Recalls what was known before a restart. Alerts that were firing get at least `grace` from now
  /// on for their sender to come back.
  ///
  /// @throws IOException if that cannot be read
  public List<StoredAlert> restore(long nowMillis, Duration grace) throws IOException {
    synchronized (lock) {
      for (StateEntry entry : state.list(KIND)) {
        add(parse(entry.value(), nowMillis, grace.toMillis()));
      }
      return List.copyOf(alerts.values());
    }
  }

  private static StoredAlert parse(String json, long nowMillis, long graceMillis) {
    JsonNode node = StateJson.parse(json);
    Alert alert = StateJson.alert(node);
    long updated = node.path("updatedAt").asLong();
    boolean timesOut = node.path("timesOut").asBoolean();
    if (alert.resolvedAt(updated)) {
      return new StoredAlert(alert, updated, timesOut);
    }
    long end = Math.max(alert.endsAtMillis(), nowMillis + graceMillis);
    return new StoredAlert(
        new Alert(
            alert.labels(), alert.annotations(), alert.startsAtMillis(), end, alert.generatorUrl()),
        updated,
        true);
  }

  /// Takes alerts over.
  ///
  /// @throws IOException if they cannot be made durable; then nothing changed
  public Result put(List<StoredAlert> incoming) throws IOException {
    synchronized (lock) {
      Map<String, StoredAlert> merged = new LinkedHashMap<>();
      List<StoredAlert> changed = new ArrayList<>();
      int limited = 0;
      for (StoredAlert alert : incoming) {
        String key = alert.fingerprint();
        Optional<StoredAlert> old =
            Optional.ofNullable(merged.get(key)).or(() -> Optional.ofNullable(alerts.get(key)));
        if (old.isEmpty() && isLimited(alert)) {
          limited++;
          continue;
        }
        StoredAlert now = old.filter(o -> overlap(o, alert)).map(o -> o.merge(alert)).orElse(alert);
        merged.put(key, now);
        if (old.filter(o -> o.saysNoMoreThan(now)).isEmpty()) {
          changed.add(now);
        }
      }
      if (!changed.isEmpty()) {
        state.apply(changed.stream().map(AlertStore::toChange).toList());
      }
      merged.values().forEach(this::add);
      return new Result(List.copyOf(merged.values()), changed, limited);
    }
  }

  private boolean isLimited(StoredAlert alert) {
    return perAlertNameLimit > 0 && countByName.getOrDefault(name(alert), 0) >= perAlertNameLimit;
  }

  private static String name(StoredAlert alert) {
    return alert.alert().labels().get("alertname");
  }

  private static boolean overlap(StoredAlert old, StoredAlert young) {
    long start = old.alert().startsAtMillis();
    long end = old.alert().endsAtMillis();
    return isBetween(young.alert().endsAtMillis(), start, end)
        || isBetween(young.alert().startsAtMillis(), start, end);
  }

  private static boolean isBetween(long time, long afterExclusive, long beforeExclusive) {
    return afterExclusive < time && time < beforeExclusive;
  }

  private void add(StoredAlert alert) {
    if (alerts.put(alert.fingerprint(), alert) == null) {
      countByName.merge(name(alert), 1, Integer::sum);
    }
  }

  private static StateChange toChange(StoredAlert alert) {
    ObjectNode json = StateJson.of(alert.alert());
    json.put("updatedAt", alert.updatedAtMillis());
    json.put("timesOut", alert.timesOut());
    return new StateChange.Put(
        new StateEntry(KIND, alert.fingerprint(), json.toString(), StateEntry.NEVER));
  }

  /// Forgets alerts that are over, unless somebody has still to be told.
  ///
  /// @param owed whether the end of an alert, given by fingerprint, has still to be notified
  /// @return what was forgotten
  /// @throws IOException if that cannot be made durable; then nothing changed
  public List<StoredAlert> forgetResolved(long nowMillis, Predicate<String> owed)
      throws IOException {
    synchronized (lock) {
      List<StoredAlert> over =
          alerts.values().stream()
              .filter(a -> a.alert().resolvedAt(nowMillis) && !owed.test(a.fingerprint()))
              .toList();
      if (over.isEmpty()) {
        return over;
      }
      state.apply(
          over.stream()
              .<StateChange>map(a -> new StateChange.Remove(KIND, a.fingerprint()))
              .toList());
      for (StoredAlert alert : over) {
        alerts.remove(alert.fingerprint());
        countByName.computeIfPresent(name(alert), (_, count) -> count > 1 ? count - 1 : null);
      }
      return over;
    }
  }

  public Optional<StoredAlert> get(String fingerprint) {
    synchronized (lock) {
      return Optional.ofNullable(alerts.get(fingerprint));
    }
  }

  /// All alerts, ordered by fingerprint; a copy.
  public List<StoredAlert> all() {
    synchronized (lock) {
      return alerts.values().stream()
          .sorted(Comparator.comparing(StoredAlert::fingerprint))
          .toList();
    }
  }
}
