package io.vigie.rules.evaluation;

import io.vigie.model.metric.Labels;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers firing and just resolved alerts over a restart, so that an alert that fires goes on
/// firing since when it did, and one that is over is said to be.
///
/// An entry expires with the outage tolerance: it is renewed while its alert fires, so that after a
/// longer outage everything begins anew. A store that fails costs the memory, never an alert.
/// Thread-safe.
public final class AlertMemory {
  private static final Logger LOG = LoggerFactory.getLogger(AlertMemory.class);
  static final String KIND = "rule-alert";

  private final StateStore store;
  private final Duration tolerance;

  /// What was written last, by group and key. Guarded by this.
  private final Map<String, Map<String, StateEntry>> written = new HashMap<>();

  /// What was there at the start, by group. Guarded by this.
  private final Map<String, List<StoredAlert>> before = new HashMap<>();

  /// @param tolerance how long an outage may be for its alerts to be remembered
  public AlertMemory(StateStore store, Duration tolerance) {
    this.store = store;
    this.tolerance = tolerance;
  }

  /// Remembers nothing.
  public static AlertMemory none() {
    return new AlertMemory(new NoStates(), Duration.ZERO);
  }

  /// Reads what was there before the start.
  public synchronized void load() {
    try {
      for (StateEntry entry : store.list(KIND)) {
        StoredAlert alert = StoredAlert.read(entry.value());
        before.computeIfAbsent(alert.group(), _ -> new ArrayList<>()).add(alert);
        writtenOf(alert.group()).put(entry.key(), entry);
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("alerts of before the start are not remembered: {}", e.getMessage());
    }
  }

  /// Alerts of a rule from before the start; each is given out once.
  synchronized List<TrackedAlert> recall(String group, AlertingRule rule) {
    List<StoredAlert> stored = before.getOrDefault(group, new ArrayList<>());
    List<TrackedAlert> recalled = new ArrayList<>();
    stored.stream()
        .filter(alert -> alert.rule().equals(rule.definition().name()))
        .filter(alert -> hasStaticLabels(alert, rule))
        .forEach(alert -> recalled.add(alert.toTracked()));
    stored.removeIf(
        alert -> recalled.stream().anyMatch(taken -> taken.labels.equals(alert.labels())));
    return recalled;
  }

  /// Whether an alert can be one of a rule, as far as the rule's labels without templates say.
  private static boolean hasStaticLabels(StoredAlert alert, AlertingRule rule) {
    Labels labels = rule.definition().labels();
    for (int i = 0; i < labels.size(); i++) {
      boolean isTemplate = labels.value(i).contains("{{");
      if (!isTemplate && !alert.labels().get(labels.name(i)).equals(labels.value(i))) {
        return false;
      }
    }
    return true;
  }

  /// Forgets alerts of rules that there are no more.
  public synchronized void forgetUnclaimed() {
    before.forEach((group, alerts) -> {
      List<StateChange> changes = new ArrayList<>();
      alerts.forEach(alert -> changes.add(remove(key(alert))));
      apply(group, changes);
    });
    before.clear();
  }

  /// Remembers what a group's alerts are now.
  synchronized void remember(String group, List<AlertingRule> rules, long nowMillis) {
    if (!tolerance.isPositive()) {
      return;
    }
    Map<String, StateEntry> wanted = new HashMap<>();
    for (AlertingRule rule : rules) {
      for (TrackedAlert alert : rule.alerts()) {
        if (alert.state != AlertState.PENDING) {
          StateEntry entry = entry(StoredAlert.of(group, rule, alert), nowMillis);
          wanted.put(entry.key(), entry);
        }
      }
    }
    List<StateChange> changes = new ArrayList<>();
    wanted.values().stream()
        .filter(entry -> differs(entry, writtenOf(group).get(entry.key()), nowMillis))
        .forEach(entry -> changes.add(new StateChange.Put(entry)));
    writtenOf(group).keySet().stream()
        .filter(key -> !wanted.containsKey(key))
        .forEach(key -> changes.add(remove(key)));
    apply(group, changes);
  }

  private Map<String, StateEntry> writtenOf(String group) {
    return written.computeIfAbsent(group, _ -> new HashMap<>());
  }

  private static final String KEY_SEPARATOR = "\n";

  private static String key(StoredAlert alert) {
    return alert.group() + KEY_SEPARATOR + alert.rule() + KEY_SEPARATOR + alert.labels();
  }

  private static StateChange remove(String key) {
    return new StateChange.Remove(KIND, key);
  }

  private StateEntry entry(StoredAlert alert, long nowMillis) {
    return new StateEntry(KIND, key(alert), alert.write(), nowMillis + tolerance.toMillis());
  }

  /// Whether an entry must be written: it says something new, or is about to expire.
  private boolean differs(StateEntry entry, @Nullable StateEntry last, long nowMillis) {
    return last == null
        || !last.value().equals(entry.value())
        || last.expiresAtMillis() - nowMillis < tolerance.toMillis() / 2;
  }

  private void apply(String group, List<StateChange> changes) {
    if (changes.isEmpty() || !tolerance.isPositive()) {
      return;
    }
    try {
      store.apply(changes);
    } catch (IOException e) {
      LOG.warn("alerts would not survive a restart now: {}", e.getMessage());
      return;
    }
    for (StateChange change : changes) {
      switch (change) {
        case StateChange.Put(StateEntry entry) -> writtenOf(group).put(entry.key(), entry);
        case StateChange.Remove(_, String key) -> writtenOf(group).remove(key);
      }
    }
  }
}
