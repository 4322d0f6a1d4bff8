package io.vigie.alerts.receiver;

import io.vigie.alerts.config.receiver.IntegrationConfig;

/// Makes integrations from their settings. Making one connects to nobody.
@FunctionalInterface
public interface IntegrationFactory {
  Integration open(IntegrationConfig config);
}
