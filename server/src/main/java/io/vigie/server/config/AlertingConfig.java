package io.vigie.server.config;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.relabel.RelabelRule;
import io.vigie.ingest.remote.RequestSigning;
import java.time.Duration;
import java.util.List;

/// The section `alerting`: where alerts are sent besides the built-in notifications.
public record AlertingConfig(
    List<RelabelRule> alertRelabelRules, List<Alertmanager> alertmanagers) {
  public AlertingConfig {
    alertRelabelRules = List.copyOf(alertRelabelRules);
    alertmanagers = List.copyOf(alertmanagers);
  }

  public boolean isEmpty() {
    return alertRelabelRules.isEmpty() && alertmanagers.isEmpty();
  }

  /// Alertmanagers found in the same way and spoken to in the same way (API v2).
  ///
  /// @param relabelRules applied to the Alertmanagers found
  /// @param alertRelabelRules applied to alerts before they are sent to these
  public record Alertmanager(
      String scheme,
      String pathPrefix,
      Duration timeout,
      HttpClientConfig http,
      RequestSigning signing,
      List<DiscoveryConfig> discoveries,
      List<RelabelRule> relabelRules,
      List<RelabelRule> alertRelabelRules) {
    public Alertmanager {
      discoveries = List.copyOf(discoveries);
      relabelRules = List.copyOf(relabelRules);
      alertRelabelRules = List.copyOf(alertRelabelRules);
    }
  }
}
