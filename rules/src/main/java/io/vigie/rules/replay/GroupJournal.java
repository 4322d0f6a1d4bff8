package io.vigie.rules.replay;

import io.vigie.model.metric.Labels;
import io.vigie.rules.evaluation.AlertState;
import io.vigie.rules.evaluation.AlertStatus;
import io.vigie.rules.evaluation.GroupStatus;
import io.vigie.rules.evaluation.RuleGroup.Setting;
import io.vigie.rules.evaluation.RuleStatus;
import io.vigie.rules.replay.AlertChange.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the alerts of a group did from one evaluation to the next, and which rules failed.
final class GroupJournal {
  private final Setting setting;

  /// By position of the rule and labels.
  private final Map<Integer, Map<Labels, AlertStatus>> known = new HashMap<>();

  private final Map<Integer, RuleProblem> problems = new TreeMap<>();

  GroupJournal(Setting setting) {
    this.setting = setting;
  }

  /// Notes with which alerts a group begins.
  List<AlertChange> begin(GroupStatus status, long nowMillis) {
    List<AlertChange> changes = new ArrayList<>();
    for (AlertChange change : observe(status, nowMillis)) {
      Kind kind = change.kind() == Kind.PENDING ? Kind.WAS_PENDING : Kind.WAS_FIRING;
      changes.add(of(nowMillis, change, kind));
    }
    return changes;
  }

  private static AlertChange of(long nowMillis, AlertChange change, Kind kind) {
    return new AlertChange(
        nowMillis,
        change.file(),
        change.group(),
        change.rule(),
        change.labels(),
        kind,
        change.value(),
        change.activeAtMillis());
  }

  /// Compares with the evaluation before.
  List<AlertChange> observe(GroupStatus status, long nowMillis) {
    List<AlertChange> changes = new ArrayList<>();
    for (int i = 0; i < status.rules().size(); i++) {
      RuleStatus rule = status.rules().get(i);
      Map<Labels, AlertStatus> before = known.getOrDefault(i, Map.of());
      Map<Labels, AlertStatus> now = new LinkedHashMap<>();
      rule.alerts().forEach(alert -> now.put(alert.labels(), alert));
      known.put(i, now);
      compare(rule, before, now, nowMillis, changes);
      noteFailure(i, rule, nowMillis);
    }
    return changes;
  }

  private void compare(
      RuleStatus rule,
      Map<Labels, AlertStatus> before,
      Map<Labels, AlertStatus> now,
      long nowMillis,
      List<AlertChange> changes) {
    before.forEach((labels, alert) -> {
      if (!now.containsKey(labels)) {
        boolean fired = alert.state() == AlertState.FIRING;
        changes.add(change(rule, alert, fired ? Kind.RESOLVED : Kind.INACTIVE, nowMillis));
      }
    });
    now.forEach((labels, alert) -> {
      AlertStatus earlier = before.get(labels);
      if (earlier == null || earlier.state() != alert.state()) {
        boolean fires = alert.state() == AlertState.FIRING;
        changes.add(change(rule, alert, fires ? Kind.FIRING : Kind.PENDING, nowMillis));
      }
    });
  }

  private AlertChange change(RuleStatus rule, AlertStatus alert, Kind kind, long nowMillis) {
    return new AlertChange(
        nowMillis,
        setting.file(),
        setting.definition().name(),
        rule.definition().name(),
        alert.labels(),
        kind,
        alert.value(),
        alert.activeAtMillis());
  }

  private void noteFailure(int index, RuleStatus rule, long nowMillis) {
    if (!rule.lastError().isEmpty()) {
      problems.merge(
          index,
          new RuleProblem(
              setting.file(),
              setting.definition().name(),
              rule.definition().name(),
              rule.definition().place().line(),
              1,
              nowMillis,
              rule.lastError()),
          (earlier, _) -> earlier.again());
    }
  }

  Collection<RuleProblem> problems() {
    return problems.values();
  }
}
