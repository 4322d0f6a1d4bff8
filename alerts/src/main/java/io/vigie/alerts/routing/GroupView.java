package io.vigie.alerts.routing;

import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.NotifyReason;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.metric.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A group as it stands, for those who look on.
///
/// @param alerts in the order of messages
public record GroupView(Route route, Labels labels, String key, List<StoredAlert> alerts) {
  public GroupView {
    alerts = List.copyOf(alerts);
  }

  /// What would be said about it now.
  public Notification notification(Instant now) {
    return new Notification(
        key,
        route.options().receiver(),
        labels,
        route.options().labels(),
        alerts.stream().map(StoredAlert::alert).toList(),
        now,
        now,
        route.options().repeatInterval(),
        route.muteTimeIntervals(),
        route.activeTimeIntervals(),
        NotifyReason.UNKNOWN,
        Map.of());
  }
}
