package io.vigie.alerts.routing;

import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.metric.Labels;
import java.util.List;

/// A group as it stands, for those who look on.
///
/// @param alerts in the order of messages
public record GroupView(Route route, Labels labels, String key, List<StoredAlert> alerts) {
  public GroupView {
    alerts = List.copyOf(alerts);
  }
}
