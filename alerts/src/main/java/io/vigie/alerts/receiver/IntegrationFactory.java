package io.vigie.alerts.receiver;

import io.vigie.alerts.config.receiver.IntegrationConfig;
import io.vigie.model.metric.Labels;

/// Makes integrations from their settings. Making one connects to nobody.
@FunctionalInterface
public interface IntegrationFactory {
  Integration open(IntegrationConfig config);

  /// The labels of a group's route with their templates executed. One whose template fails is left
  /// out.
  ///
  /// @param notification what would be said about the group now
  default Labels routeLabels(Notification notification) {
    return notification.routeLabels();
  }
}
