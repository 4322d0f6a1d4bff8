package io.vigie.alerts.config;

import io.vigie.alerts.config.receiver.IntegrationConfig;
import java.util.List;
import java.util.Map;

/// Whom to tell, under a name that routes use.
///
/// @param labels for queries; `name` is always among them
/// @param integrations in the order of upstream's kinds, each kind in the order written
public record ReceiverConfig(
    String name, Map<String, String> labels, List<IntegrationConfig> integrations) {
  public ReceiverConfig {
    labels = Map.copyOf(labels);
    integrations = List.copyOf(integrations);
  }
}
