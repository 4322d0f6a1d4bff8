package io.vigie.server.alerting;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.remote.RequestSigner;
import io.vigie.model.alert.Alert;
import io.vigie.model.alert.AlertSink;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.telemetry.Tracer;
import io.vigie.outbound.OutboundClients;
import io.vigie.outbound.aws.AwsEnvironment;
import io.vigie.server.config.AlertingConfig;
import io.vigie.server.config.AlertingConfig.Alertmanager;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Sends alerts to every Alertmanager of the configuration. Thread-safe.
public final class AlertmanagerSending implements AlertSink, AutoCloseable {
  private final OutboundClients clients;
  private final Function<DiscoveryConfig, Discovery> discoveries;
  private final AlertmanagerOptions options;
  private final SendingMeters meters;
  private final Tracer tracer;
  private final AwsEnvironment aws;
  private volatile List<AlertmanagerGroup> groups = List.of();

  /// @param tellsHere whether the server tells people itself; it counts as one of those in use, so
  ///   that rules which miss an Alertmanager do not fire where none is needed
  public AlertmanagerSending(
      OutboundClients clients,
      Function<DiscoveryConfig, Discovery> discoveries,
      AlertmanagerOptions options,
      BooleanSupplier tellsHere,
      Meters meters,
      Tracer tracer) {
    this.clients = clients;
    this.discoveries = discoveries;
    this.options = options;
    this.meters = new SendingMeters(meters);
    this.tracer = tracer;
    this.aws = new AwsEnvironment(clients.open(HttpClientConfig.DEFAULT), System.getenv());
    meters.gaugeOf(
        "prometheus_notifications_alertmanagers_discovered",
        "Alertmanagers found and in use; this server is one if it tells people itself.",
        () -> active().size() + (tellsHere.getAsBoolean() ? 1 : 0));
  }

  /// Sends to these from now on. Entries that have not changed go on undisturbed.
  public synchronized void apply(AlertingConfig config) {
    List<AlertmanagerGroup> before = new ArrayList<>(groups);
    List<AlertmanagerGroup> next = new ArrayList<>();
    List<AlertmanagerGroup> begun = new ArrayList<>();
    for (Alertmanager entry : config.alertmanagers()) {
      AlertmanagerGroup same =
          before.stream().filter(group -> group.config().equals(entry)).findFirst().orElse(null);
      if (same == null) {
        same = open(entry);
        begun.add(same);
      }
      before.remove(same);
      next.add(same);
    }
    groups = List.copyOf(next);
    begun.forEach(AlertmanagerGroup::start);
    before.forEach(group -> group.end(true));
  }

  private AlertmanagerGroup open(Alertmanager entry) {
    RequestSigner signer = RequestSigner.of(entry.signing(), aws, InstantSource.system());
    return new AlertmanagerGroup(entry, clients, signer, discoveries, options, meters, tracer);
  }

  @Override
  public void send(List<Alert> alerts) {
    groups.forEach(group -> group.send(alerts));
  }

  /// Addresses that alerts are sent to.
  public List<URI> active() {
    return groups.stream().flatMap(group -> group.active().stream()).toList();
  }

  /// Addresses that were found and that relabelling dropped.
  public List<URI> dropped() {
    return groups.stream().flatMap(group -> group.dropped().stream()).toList();
  }

  @Override
  public synchronized void close() {
    groups.forEach(group -> group.end(options.drainOnShutdown()));
    groups = List.of();
  }
}
