package io.vigie.alerts;

import io.vigie.model.telemetry.Meters;
import java.util.Map;

/// What rules and dashboards ask of a cluster of Alertmanagers, as one of a single healthy member
/// answers: there is none here, and nothing of it can break. Without these, rules that miss them
/// would fire or be said to match nothing.
final class ClusterMeters {
  private static final Map<String, String> NEVER =
      Map.of(
          "alertmanager_cluster_messages_pruned_total", "Messages to members that were given up.",
          "alertmanager_cluster_peers_left_total", "Members that left.",
          "alertmanager_cluster_peers_update_total", "Members that changed.",
          "alertmanager_cluster_reconnections_failed_total", "Members not found again.",
          "alertmanager_cluster_reconnections_total", "Members found again.",
          "alertmanager_cluster_refresh_join_failed_total", "Names of members that led nowhere.",
          "alertmanager_cluster_refresh_join_total", "Members found by name again.");

  private ClusterMeters() {}

  static void register(Meters meters) {
    meters.gauge("alertmanager_cluster_enabled", "Always 0: there is no cluster.").set(0);
    meters.gauge("alertmanager_cluster_members", "Always 1: this server.").set(1);
    meters.gauge("alertmanager_cluster_failed_peers", "Always 0: there are no others.").set(0);
    meters.gauge("alertmanager_cluster_health_score", "Always 0, which is the best.").set(0);
    meters.gauge("alertmanager_cluster_messages_queued", "Always 0: nobody is written to.").set(0);
    meters.gauge("alertmanager_peer_position", "Always 0: this server is the first.").set(0);
    meters
        .counter("alertmanager_cluster_peers_joined_total", "Members that joined: this server.")
        .add(1);
    NEVER.forEach((name, help) -> meters.counter(name, help + " Always 0.").add(0));
  }
}
