package io.vigie.alerts.notify;

import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.NotifyReason;
import io.vigie.alerts.store.StateJson;
import io.vigie.model.alert.Alert;
import io.vigie.model.alert.Fingerprint;
import io.vigie.model.metric.Labels;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How much of their budgets destinations have spent, and what is held back for a digest; both
/// survive a kill. Thread-safe.
public final class MessageBudgets {
  static final String WINDOWS = "alerts.budget";
  static final String HELD = "alerts.held";

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final StateStore state;
  private final Object lock = new Object();
  // Guarded by the lock.
  private final Map<String, Window> windows = new HashMap<>();

  /// By destination, then by the key of what is held.
  private final Map<String, Map<String, Notification>> held = new HashMap<>();

  private record Window(long startMillis, int sent) {}

  public MessageBudgets(StateStore state) {
    this.state = state;
  }

  /// Recalls what was known before a restart.
  ///
  /// @throws IOException if that cannot be read
  public void restore() throws IOException {
    synchronized (lock) {
      for (StateEntry entry : state.list(WINDOWS)) {
        JsonNode json = StateJson.parse(entry.value());
        windows.put(
            entry.key(), new Window(json.path("start").asLong(), json.path("sent").asInt()));
      }
      for (StateEntry entry : state.list(HELD)) {
        OwedNotification owed = OwedNotification.fromJson(entry.key(), entry.value());
        heldFor(owed.destination()).put(owed.id(), owed.notification());
      }
    }
  }

  private Map<String, Notification> heldFor(String destination) {
    return held.computeIfAbsent(destination, _ -> new LinkedHashMap<>());
  }

  /// Takes a message from the budget.
  ///
  /// @return whether there was one left; while something is held back there is not, so that nothing
  ///   overtakes it
  boolean spend(Destination destination, MessageBudget budget, long nowMillis) throws IOException {
    synchronized (lock) {
      Window window = windows.get(destination.name());
      boolean isOver = window == null || isOver(window, budget, nowMillis);
      if (!heldFor(destination.name()).isEmpty()
          || (window != null && !isOver && window.sent() >= budget.messages())) {
        return false;
      }
      Window next =
          window == null || isOver
              ? new Window(nowMillis, 1)
              : new Window(window.startMillis(), window.sent() + 1);
      state.apply(List.of(put(destination.name(), next, budget)));
      windows.put(destination.name(), next);
      return true;
    }
  }

  private static boolean isOver(Window window, MessageBudget budget, long nowMillis) {
    // A clock that was set back must not hold messages for long.
    return nowMillis >= window.startMillis() + budget.window().toMillis()
        || nowMillis < window.startMillis();
  }

  private static StateChange put(String destination, Window window, MessageBudget budget) {
    String json =
        StateJson.object().put("start", window.startMillis()).put("sent", window.sent()).toString();
    long expiry = window.startMillis() + budget.window().multipliedBy(2).toMillis();
    return new StateChange.Put(new StateEntry(WINDOWS, destination, json, expiry));
  }

  /// Keeps a message for the digest, with what was kept of its group before.
  ///
  /// @param told notes the message as told and as owed no more, in the same step
  void hold(Destination destination, Notification notification, List<StateChange> told)
      throws IOException {
    synchronized (lock) {
      String key = destination.stateKey(notification);
      Notification before = heldFor(destination.name()).get(key);
      Notification merged =
          before == null
              ? notification
              : notification.withAlerts(union(before.alerts(), notification.alerts()));
      OwedNotification owed = new OwedNotification(key, destination.name(), merged, "", 0);
      List<StateChange> changes = new ArrayList<>(told);
      changes.add(new StateChange.Put(new StateEntry(HELD, key, owed.toJson(), StateEntry.NEVER)));
      state.apply(changes);
      heldFor(destination.name()).put(key, merged);
    }
  }

  /// Of the same alert the later word counts.
  private static List<Alert> union(Collection<Alert> before, Collection<Alert> after) {
    Map<Labels, Alert> all = new LinkedHashMap<>();
    before.forEach(alert -> all.put(alert.labels(), alert));
    after.forEach(alert -> all.put(alert.labels(), alert));
    return List.copyOf(all.values());
  }

  /// When the next digest is due, of a destination with or, since a reload, without a budget.
  ///
  /// @param destinations that there are
  Optional<Instant> nextDigest(
      Set<String> destinations, Function<String, Optional<MessageBudget>> budgets) {
    synchronized (lock) {
      return held.entrySet().stream()
          .filter(entry -> destinations.contains(entry.getKey()) && !entry.getValue().isEmpty())
          .map(entry -> Instant.ofEpochMilli(dueMillis(entry.getKey(), budgets)))
          .min(Instant::compareTo);
    }
  }

  private long dueMillis(String destination, Function<String, Optional<MessageBudget>> budgets) {
    Window window = windows.get(destination);
    Optional<MessageBudget> budget = budgets.apply(destination);
    return window == null || budget.isEmpty()
        ? 0
        : window.startMillis() + budget.get().window().toMillis();
  }

  /// Turns what is held for a destination into a digest, if that is due. Nothing is held then, and
  /// the digest is owed; it is the first message of the next window.
  ///
  /// @param current an alert as it is known now, by fingerprint
  /// @param owing the change that makes the digest owed
  Optional<Notification> digest(
      Destination destination,
      Function<String, Optional<MessageBudget>> budgets,
      Function<String, Optional<Alert>> current,
      Function<Notification, StateChange> owing,
      long nowMillis)
      throws IOException {
    synchronized (lock) {
      Map<String, Notification> waiting = heldFor(destination.name());
      if (waiting.isEmpty() || nowMillis < dueMillis(destination.name(), budgets)) {
        return Optional.empty();
      }
      Notification digest = digest(destination, waiting.values(), current, nowMillis);
      List<StateChange> changes = new ArrayList<>();
      changes.add(owing.apply(digest));
      waiting.keySet().forEach(key -> changes.add(new StateChange.Remove(HELD, key)));
      Window next = new Window(nowMillis, 1);
      budgets
          .apply(destination.name())
          .ifPresent(budget -> changes.add(put(destination.name(), next, budget)));
      state.apply(changes);
      windows.put(destination.name(), next);
      waiting.clear();
      return Optional.of(digest);
    }
  }

  private static Notification digest(
      Destination destination,
      Collection<Notification> waiting,
      Function<String, Optional<Alert>> current,
      long nowMillis) {
    List<Alert> alerts = new ArrayList<>();
    for (Notification notification : waiting) {
      alerts.addAll(
          notification.alerts().stream()
              .map(alert -> asOfNow(alert, notification, current, nowMillis))
              .toList());
    }
    Instant now = Instant.ofEpochMilli(nowMillis);
    return new Notification(
        "{}/{digest=\"%s\"}:%d".formatted(destination.name(), nowMillis),
        destination.receiver(),
        Labels.EMPTY,
        Labels.of("digest", Integer.toString(waiting.size())),
        union(List.of(), alerts),
        now,
        now.plus(PATIENCE),
        REMEMBERED,
        List.of(),
        List.of(),
        NotifyReason.DIGEST,
        Map.of());
  }

  /// What fired when it was held may be over by now, though its group was not told of that.
  private static Alert asOfNow(
      Alert alert,
      Notification notification,
      Function<String, Optional<Alert>> current,
      long nowMillis) {
    if (notification.isResolved(alert)) {
      return alert;
    }
    @Nullable Alert known = current.apply(Fingerprint.text(alert.labels())).orElse(null);
    return known != null
        ? known
        : new Alert(
            alert.labels(),
            alert.annotations(),
            alert.startsAtMillis(),
            Math.min(alert.endsAtMillis(), nowMillis),
            alert.generatorUrl());
  }
}
