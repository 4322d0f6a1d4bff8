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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /// What is asked about alerts.
  public interface Alerts {
    /// All that fire.
    List<StoredAlert> firing();

    /// What keeps one from being escalated, such as `acknowledged`; empty if nothing does.
    String quiet(StoredAlert alert);

    /// How long the groups of one collect before anybody is told of it.
    Duration groupWait(StoredAlert alert);
  }

  /// The moment, and what is in force at it.
  private record Moment(Plan plan, Alerts alerts, long nowMillis, Teller teller) {}

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
  /// @return when to come again at the latest
  /// @throws IOException if a step cannot be made durable; it will be taken later
  public Optional<Instant> run(Plan plan, Alerts alerts, long nowMillis, Teller teller)
      throws IOException {
    synchronized (lock) {
      if (plan.policies().isEmpty() && escalations.isEmpty()) {
        return Optional.empty();
      }
      List<StoredAlert> firing = alerts.firing();
      Moment moment = new Moment(plan, alerts, nowMillis, teller);
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
        group.alerts().stream().filter(alert -> moment.alerts().quiet(alert).isEmpty()).toList();
    if (!audible.isEmpty()) {
      Escalation current =
          known != null && known.isRunning() ? known : triggered(key, group, audible, moment);
      step(key, group.policy(), current, alerts(audible), moment);
    } else if (known != null && known.isRunning()) {
      stop(key, known, group, moment);
    }
  }

  /// Timeouts count from now on. While the group waits a kill must not put that off.
  private Escalation triggered(String key, Group group, List<StoredAlert> audible, Moment moment)
      throws IOException {
    Escalation known = escalations.get(key);
    long nowMillis = moment.nowMillis();
    long dueMillis = firstDueMillis(group.policy(), audible, moment);
    Escalation triggered =
        known == null
            ? Escalation.triggered(group.policy().name(), group.labels(), nowMillis, dueMillis)
            : known.triggeredAgain(nowMillis, dueMillis);
    if (dueMillis > nowMillis) {
      save(key, triggered, List.of());
    }
    return triggered;
  }

  /// As groups do: after the shortest wait of the routes that the alerts come to, unless one of
  /// them is older than that already.
  private static long firstDueMillis(
      EscalationPolicy policy, List<StoredAlert> audible, Moment moment) {
    Duration shortest =
        audible.stream()
            .map(moment.alerts()::groupWait)
            .min(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    long waitMillis = policy.firstWait(shortest).toMillis();
    long nowMillis = moment.nowMillis();
    boolean hasWaited =
        audible.stream().anyMatch(alert -> alert.alert().startsAtMillis() + waitMillis < nowMillis);
    return hasWaited ? nowMillis : nowMillis + waitMillis;
  }

  /// Nobody more is told for now; of what nobody was told of there is nothing to remember.
  private void stop(String key, Escalation known, Group group, Moment moment) throws IOException {
    if (known.isWaiting()) {
      state.apply(List.of(new StateChange.Remove(KIND, key)));
      escalations.remove(key);
      return;
    }
    String reason = reason(group.alerts(), moment.alerts());
    save(key, known.stopped(reason), List.of());
    history.stopped(known, alerts(group.alerts()), reason, moment.nowMillis());
  }

  private static String reason(List<StoredAlert> members, Alerts alerts) {
    return members.stream()
        .map(alerts::quiet)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
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
      String key, EscalationPolicy policy, Escalation due, List<Alert> alerts, Moment moment)
      throws IOException {
    Escalation before = skipNobody(policy, due, alerts, moment);
    List<Escalation.Told> told = told(policy, before, moment);
    List<Notification> messages =
        told.stream()
            .map(each -> EscalationMessages.message(before, each, alerts, moment.nowMillis()))
            .toList();
    List<StateChange> owing = new ArrayList<>();
    messages.forEach(message -> owing.addAll(moment.teller().owing(message)));
    Escalation after = before.stepTaken(told, alerts);
    save(key, after, owing);
    int level = level(policy, before);
    steps.increment(policy.name(), Integer.toString(level));
    history.escalated(after, level, told, alerts, moment.nowMillis());
    messages.forEach(moment.teller()::tell);
    return after;
  }

  /// A level whose schedules have nobody at this hour is not waited for: the next one is told in
  /// its place, unless this is the last.
  private Escalation skipNobody(
      EscalationPolicy policy, Escalation due, List<Alert> alerts, Moment moment) {
    Escalation current = due;
    while (level(policy, current) < policy.levels().size()
        && told(policy, current, moment).isEmpty()) {
      history.escalated(current, level(policy, current), List.of(), alerts, moment.nowMillis());
      current = current.stepSkipped();
    }
    return current;
  }

  private static List<Escalation.Told> told(
      EscalationPolicy policy, Escalation escalation, Moment moment) {
    return EscalationMessages.told(policy, escalation, moment.plan().onCall(), moment.nowMillis());
  }

  /// The number of the level that is told next, from 1.
  private static int level(EscalationPolicy policy, Escalation escalation) {
    return escalation.step() % policy.levels().size() + 1;
  }

  private static boolean isDue(EscalationPolicy policy, Escalation escalation, long nowMillis) {
    return dueMillis(policy, escalation) <= nowMillis;
  }

  private static long dueMillis(EscalationPolicy policy, Escalation escalation) {
    return escalation.step() == 0
        ? escalation.firstDueMillis()
        : escalation.triggeredAtMillis() + policy.due(escalation.step()).toMillis();
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
