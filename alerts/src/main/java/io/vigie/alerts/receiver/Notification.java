package io.vigie.alerts.receiver;

import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What is to be said to one receiver about one group of alerts. Stages pass it on, each possibly
/// with fewer alerts or more known about it. Immutable.
///
/// @param groupKey identity of the group; receivers store it
/// @param receiver name
/// @param groupLabels the labels by which the group was made
/// @param routeLabels labels of the route, templates not yet executed
/// @param alerts in the order of the group; those that are over at `now` are resolved
/// @param now when the group was flushed; what is firing and what is resolved is told by it
/// @param deadline when to give up
/// @param repeatInterval after which to say the same again
/// @param muteIntervals names of the intervals in which the route is mute
/// @param activeIntervals names of the intervals outside which the route is mute; none for always
/// @param reason why it goes out, once that is known
/// @param remembered what the integration stored with the group's last message
public record Notification(
    String groupKey,
    String receiver,
    Labels groupLabels,
    Labels routeLabels,
    List<Alert> alerts,
    Instant now,
    Instant deadline,
    Duration repeatInterval,
    List<String> muteIntervals,
    List<String> activeIntervals,
    NotifyReason reason,
    Map<String, String> remembered) {
  public Notification {
    alerts = List.copyOf(alerts);
    muteIntervals = List.copyOf(muteIntervals);
    activeIntervals = List.copyOf(activeIntervals);
    remembered = Map.copyOf(remembered);
  }

  /// Whether an alert is over as far as this message is concerned.
  public boolean isResolved(Alert alert) {
    return alert.resolvedAt(now.toEpochMilli());
  }

  public List<Alert> firing() {
    return alerts.stream().filter(alert -> !isResolved(alert)).toList();
  }

  public List<Alert> resolved() {
    return alerts.stream().filter(this::isResolved).toList();
  }

  /// The labels that all alerts have in common.
  public Labels commonLabels() {
    return common(Alert::labels);
  }

  /// The annotations that all alerts have in common.
  public Labels commonAnnotations() {
    return common(Alert::annotations);
  }

  private Labels common(Function<Alert, Labels> of) {
    return alerts.stream().map(of).reduce(Notification::common).orElse(Labels.EMPTY);
  }

  private static Labels common(Labels a, Labels b) {
    Labels.Builder common = Labels.builder();
    a.forEach((name, value) -> {
      if (b.get(name).equals(value)) {
        common.set(name, value);
      }
    });
    return common.build();
  }

  /// `firing` as long as one of the alerts is, otherwise `resolved`.
  public String status() {
    return firing().isEmpty() ? "resolved" : "firing";
  }

  public Notification withAlerts(List<Alert> others) {
    return new Notification(
        groupKey,
        receiver,
        groupLabels,
        routeLabels,
        others,
        now,
        deadline,
        repeatInterval,
        muteIntervals,
        activeIntervals,
        reason,
        remembered);
  }

  public Notification withReason(NotifyReason other, Map<String, String> recalled) {
    return new Notification(
        groupKey,
        receiver,
        groupLabels,
        routeLabels,
        alerts,
        now,
        deadline,
        repeatInterval,
        muteIntervals,
        activeIntervals,
        other,
        recalled);
  }

  public Notification withDeadline(Instant other) {
    return new Notification(
        groupKey,
        receiver,
        groupLabels,
        routeLabels,
        alerts,
        now,
        other,
        repeatInterval,
        muteIntervals,
        activeIntervals,
        reason,
        remembered);
  }
}
