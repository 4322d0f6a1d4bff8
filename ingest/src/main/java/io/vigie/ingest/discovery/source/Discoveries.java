package io.vigie.ingest.discovery.source;

import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.model.telemetry.Meters;
import io.vigie.outbound.OutboundClients;
import java.time.Duration;
import java.time.InstantSource;

/// Makes a discovery of what the configuration says. Thread-safe.
public final class Discoveries {
  private final OutboundClients clients;
  private final InstantSource clock;
  private final DiscoveryMeters meters;

  public Discoveries(OutboundClients clients, InstantSource clock, Meters meters) {
    this.clients = clients;
    this.clock = clock;
    this.meters = new DiscoveryMeters(meters);
  }

  /// @param jobName whose targets are looked for; a label of the discovery's own metrics
  public Discovery create(DiscoveryConfig config, String jobName) {
    return switch (config) {
      case DiscoveryConfig.Static fixed -> new StaticDiscovery(fixed, clock);
      case DiscoveryConfig.Files files ->
          new FileDiscovery(files, clock, meters.forJob("file", jobName));
      case DiscoveryConfig.Http http ->
          refreshing("http", jobName, http.refreshInterval(), new HttpTargets(http, clients));
      case DiscoveryConfig.Dns dns ->
          refreshing(
              "dns", jobName, dns.refreshInterval(), new DnsTargets(dns, DnsResolver.ofSystem()));
      case DiscoveryConfig.Docker docker ->
          refreshing(
              "docker", jobName, docker.refreshInterval(), new DockerTargets(docker, clients));
      case DiscoveryConfig.Kubernetes kubernetes ->
          new KubernetesDiscovery(
              kubernetes,
              clients,
              KubernetesAccess.Pod.ofThisProcess(),
              clock,
              meters.forJob("kubernetes", jobName));
      case DiscoveryConfig.Consul consul ->
          new ConsulDiscovery(consul, clients, clock, meters.forJob("consul", jobName));
      case DiscoveryConfig.Ec2 ec2 ->
          refreshing(
              "ec2",
              jobName,
              ec2.refreshInterval(),
              new Ec2Targets(ec2, clients, System.getenv(), clock));
      case DiscoveryConfig.Unsupported(String kind) -> unsupported(kind);
    };
  }

  private static Discovery unsupported(String kind) {
    return new UnsupportedDiscovery(kind);
  }

  private Discovery refreshing(
      String kind, String jobName, Duration interval, TargetSource source) {
    return new RefreshingDiscovery(kind, interval, source, clock, meters.forJob(kind, jobName));
  }
}
