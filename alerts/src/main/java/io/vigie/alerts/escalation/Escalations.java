package io.vigie.alerts.escalation;

import io.vigie.alerts.oncall.OnCall;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.routing.LabelOrder;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.alert.Alert;
import io.vigie.model.alert.Fingerprint;
import io.vigie.model.alert.SeverityScale;
import io.vigie.model.metric.Labels;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import io.vigie.model.telemetry.Meters;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// All escalations that are under way. A step is durable, with what is owed to whom, before anybody
/// is told: a kill costs none, and at most one message twice.
///
/// Does nothing by itself: somebody calls [#run] when the time that it gave has come, or something
/// about alerts changed. Thread-safe.
public final class Escalations {
  static final String KIND = "alerts.escalation";

  /// More alerts than these are not listed in a message.
  private static final int MAX_ALERTS = 500;

  private final StateStore state;
  private final EscalationHistory history;
  private final Meters.Counter steps;
  private final Meters.Gauge running;
  private final Object lock = new Object();
  // Guarded by the lock.
  private final Map<String, Escalation> escalations = new HashMap<>();

  /// What is in force.
  public record Plan(List<EscalationPolicy> policies, OnCall onCall, SeverityScale scale) {
    public static final Plan NONE = new Plan(List.of(), OnCall.NOBODY, SeverityScale.DEFAULT);

    public Plan {
      policies = List.copyOf(policies);
    }
  }

  /// Brings messages to people.
  public interface Teller {
    /// What has to be written for a message not to be lost.
    List<StateChange> owing(Notification notification);

    /// Begins to deliver it.
    void tell(Notification notification);
  }

  /// Alerts of a policy that are escalated together.
  private record Group(EscalationPolicy policy, Labels labels, List<StoredAlert> alerts) {
    /// What it is known by; labels can be longer than keys of databases.
    static String key(EscalationPolicy policy, Labels labels) {
      return policy.name() + "/" + Fingerprint.text(labels);
    }
  }

  /// The moment, and what is in force at it.
  private record Moment(
      Plan plan, Function<StoredAlert, String> quiet, long nowMillis, Teller teller) {}

  public Escalations(StateStore state, EventLog events, Meters meters) {
    this.state = state;
    this.history = new EscalationHistory(events);
    this.steps =
        meters.counter("vigie_escalation_steps_total", "Levels that were told.", "policy", "level");
    this.running = meters.gauge("vigie_escalations_running", "Escalations that nobody stopped.");
  }

  /// Recalls what was under way before a restart.
  ///
  /// @throws IOException if that cannot be read
  public void restore() throws IOException {
    synchronized (lock) {
      for (StateEntry entry : state.list(KIND)) {
        escalations.put(entry.key(), Escalation.fromJson(entry.value()));
      }
    }
  }

  /// Takes all steps that are due.
  ///
  /// @param allFiring all alerts that fire
  /// @param quiet what keeps an alert from being escalated, such as `acknowledged`; empty if
  ///   nothing does
  /// @return when to come again at the latest
  /// @throws IOException if a step cannot be made durable; it will be taken later
  public Optional<Instant> run(
      Plan plan,
      Supplier<List<StoredAlert>> allFiring,
      Function<StoredAlert, String> quiet,
      long nowMillis,
      Teller teller)
      throws IOException {
    synchronized (lock) {
      if (plan.policies().isEmpty() && escalations.isEmpty()) {
        return Optional.empty();
      }
      List<StoredAlert> firing = allFiring.get();
      Moment moment = new Moment(plan, quiet, nowMillis, teller);
      Map<String, Group> groups = groups(plan, firing);
      for (String key : List.copyOf(escalations.keySet())) {
        if (!groups.containsKey(key)) {
          end(key, firing, moment);
        }
      }
      for (Map.Entry<String, Group> group : groups.entrySet()) {
        go(group.getKey(), group.getValue(), moment);
      }
      running.set((double) escalations.values().stream().filter(Escalation::isRunning).count());
      return next(groups);
    }
  }

  private static Map<String, Group> groups(Plan plan, List<StoredAlert> firing) {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (EscalationPolicy policy : plan.policies()) {
      for (StoredAlert alert : firing) {
        Labels labels = alert.alert().labels();
        if (policy.concerns(labels, plan.scale())) {
          Labels shared = labels.only(policy.groupBy());
          groups
              .computeIfAbsent(
                  Group.key(policy, shared), _ -> new Group(policy, shared, new ArrayList<>()))
              .alerts()
              .add(alert);
        }
      }
    }
    return groups;
  }

  /// Nothing of the group fires any more: whoever was told is told that. Or the policy is not about
  /// it any more: then nobody is.
  private void end(String key, List<StoredAlert> firing, Moment moment) throws IOException {
    Escalation escalation = escalations.get(key);
    if (escalation == null) {
      return;
    }
    Set<Labels> told = escalation.alerts().stream().map(Alert::labels).collect(Collectors.toSet());
    boolean goesOn = firing.stream().anyMatch(alert -> told.contains(alert.alert().labels()));
    List<Alert> over =
        escalation.alerts().stream().map(alert -> ended(alert, moment.nowMillis())).toList();
    List<Notification> messages =
        goesOn || over.isEmpty()
            ? List.of()
            : escalation.told().stream()
                .map(each -> EscalationMessages.message(escalation, each, over, moment.nowMillis()))
                .toList();
    List<StateChange> changes = new ArrayList<>();
    changes.add(new StateChange.Remove(KIND, key));
    messages.forEach(message -> changes.addAll(moment.teller().owing(message)));
    state.apply(changes);
    escalations.remove(key);
    messages.forEach(moment.teller()::tell);
  }

  private static Alert ended(Alert alert, long nowMillis) {
    return new Alert(
        alert.labels(),
        alert.annotations(),
        Math.min(alert.startsAtMillis(), nowMillis),
        nowMillis,
        alert.generatorUrl());
  }

  private void go(String key, Group group, Moment moment) throws IOException {
    Escalation known = escalations.get(key);
    List<StoredAlert> audible =
        group.alerts().stream().filter(alert -> moment.quiet().apply(alert).isEmpty()).toList();
    if (audible.isEmpty()) {
      if (known != null && known.isRunning()) {
        String reason = reason(group.alerts(), moment.quiet());
        save(key, known.stopped(reason), List.of());
        history.stopped(known, alerts(group.alerts()), reason, moment.nowMillis());
      }
      return;
    }
    Escalation current;
    if (known == null) {
      current = Escalation.triggered(group.policy().name(), group.labels(), moment.nowMillis());
    } else {
      current = known.isRunning() ? known : known.triggeredAgain(moment.nowMillis());
    }
    step(key, group.policy(), current, alerts(audible), moment);
  }

  private static String reason(List<StoredAlert> members, Function<StoredAlert, String> quiet) {
    return members.stream().map(quiet).distinct().sorted().collect(Collectors.joining(", "));
  }

  private void step(
      String key, EscalationPolicy policy, Escalation from, List<Alert> alerts, Moment moment)
      throws IOException {
    Escalation current = from;
    long nowMillis = moment.nowMillis();
    while (current.step() < policy.steps() && isDue(policy, current, nowMillis)) {
      current = stepTaken(key, policy, current, alerts, moment);
    }
    if (!current.exhausted()
        && current.step() >= policy.steps()
        && isDue(policy, current, nowMillis)) {
      save(key, current.asExhausted(), List.of());
      history.exhausted(current, alerts, nowMillis);
    }
  }

  private Escalation stepTaken(
      String key, EscalationPolicy policy, Escalation before, List<Alert> alerts, Moment moment)
      throws IOException {
    List<Escalation.Told> told =
        EscalationMessages.told(policy, before, moment.plan().onCall(), moment.nowMillis());
    List<Notification> messages =
        told.stream()
            .map(each -> EscalationMessages.message(before, each, alerts, moment.nowMillis()))
            .toList();
    List<StateChange> owing = new ArrayList<>();
    messages.forEach(message -> owing.addAll(moment.teller().owing(message)));
    Escalation after = before.stepTaken(told, alerts);
    save(key, after, owing);
    int level = before.step() % policy.levels().size() + 1;
    steps.increment(policy.name(), Integer.toString(level));
    history.escalated(after, level, told, alerts, moment.nowMillis());
    messages.forEach(moment.teller()::tell);
    return after;
  }

  private static boolean isDue(EscalationPolicy policy, Escalation escalation, long nowMillis) {
    return dueMillis(policy, escalation) <= nowMillis;
  }

  private static long dueMillis(EscalationPolicy policy, Escalation escalation) {
    return escalation.triggeredAtMillis() + policy.due(escalation.step()).toMillis();
  }

  private void save(String key, Escalation escalation, List<StateChange> more) throws IOException {
    List<StateChange> changes = new ArrayList<>(more);
    changes.add(
        new StateChange.Put(new StateEntry(KIND, key, escalation.toJson(), StateEntry.NEVER)));
    state.apply(changes);
    escalations.put(key, escalation);
  }

  private static List<Alert> alerts(List<StoredAlert> members) {
    return members.stream()
        .sorted(LabelOrder.ALERTS)
        .limit(MAX_ALERTS)
        .map(StoredAlert::alert)
        .toList();
  }

  private Optional<Instant> next(Map<String, Group> groups) {
    List<Instant> due = new ArrayList<>();
    groups.forEach((key, group) -> {
      Escalation escalation = escalations.get(key);
      if (escalation != null && escalation.isRunning() && !escalation.exhausted()) {
        due.add(Instant.ofEpochMilli(dueMillis(group.policy(), escalation)));
      }
    });
    return due.stream().min(Comparator.naturalOrder());
  }
}
