package io.vigie.ingest.discovery.source;

import io.vigie.config.http.Secret;
import io.vigie.ingest.discovery.DiscoveryConfig.Ec2;
import io.vigie.ingest.discovery.DiscoveryConfig.Filter;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.model.metric.Labels;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundClients;
import io.vigie.outbound.aws.AwsCredentials;
import io.vigie.outbound.aws.AwsEnvironment;
import io.vigie.outbound.aws.AwsException;
import io.vigie.outbound.aws.AwsQuery;
import io.vigie.outbound.aws.AwsXml;
import io.vigie.outbound.aws.SigV4Signer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Virtual machines of Amazon EC2, asked for page by page.
final class Ec2Targets implements TargetSource {
  private static final String EC2_VERSION = "2016-11-15";
  private static final String STS_VERSION = "2011-06-15";

  /// Temporary keys are renewed this long before they end.
  private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

  private final Ec2 config;
  private final OutboundClient client;
  private final AwsEnvironment environment;
  private final InstantSource clock;
  private Optional<AwsCredentials> credentials = Optional.empty();
  private String region;

  /// Identifiers of availability zones by name; empty until they could be asked for.
  private Map<String, String> zoneIds = Map.of();

  Ec2Targets(
      Ec2 config, OutboundClients clients, Map<String, String> variables, InstantSource clock) {
    this.config = config;
    this.client = clients.open(config.http());
    this.environment = new AwsEnvironment(client, variables);
    this.clock = clock;
    this.region = config.region();
  }

  @Override
  public Found targets() throws IOException {
    if (region.isEmpty()) {
      region = environment.region();
    }
    try {
      return Found.all(List.of(new TargetGroup(region, instances(), Labels.EMPTY)));
    } catch (AwsException e) {
      credentials = Optional.empty();
      throw new IOException("could not describe instances: " + e.getMessage(), e);
    }
  }

  private List<Labels> instances() throws IOException {
    AwsQuery ec2 = query("ec2", config.endpoint());
    if (zoneIds.isEmpty()) {
      zoneIds = zoneIds(ec2);
    }
    List<Labels> targets = new ArrayList<>();
    String next = "";
    do {
      AwsXml page = ec2.ask(describeInstances(next), credentials());
      for (AwsXml reservation : page.items("reservationSet")) {
        String owner = reservation.text("ownerId");
        for (AwsXml instance : reservation.items("instancesSet")) {
          new Ec2Instance(instance, owner, region, zoneIds)
              .target(config.port())
              .ifPresent(targets::add);
        }
      }
      next = page.text("nextToken");
    } while (!next.isEmpty());
    return targets;
  }

  private SequencedMap<String, String> describeInstances(String nextToken) {
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    parameters.put("Action", "DescribeInstances");
    parameters.put("Version", EC2_VERSION);
    for (int i = 0; i < config.filters().size(); i++) {
      Filter filter = config.filters().get(i);
      String prefix = "Filter." + (i + 1) + ".";
      parameters.put(prefix + "Name", filter.name());
      for (int j = 0; j < filter.values().size(); j++) {
        parameters.put(prefix + "Value." + (j + 1), filter.values().get(j));
      }
    }
    if (!nextToken.isEmpty()) {
      parameters.put("NextToken", nextToken);
    }
    return parameters;
  }

  /// Empty if asking for them is not allowed: a label less, but no reason to find nothing.
  private Map<String, String> zoneIds(AwsQuery ec2) throws IOException {
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    parameters.put("Action", "DescribeAvailabilityZones");
    parameters.put("Version", EC2_VERSION);
    Map<String, String> ids = new HashMap<>();
    try {
      for (AwsXml zone : ec2.ask(parameters, credentials()).items("availabilityZoneInfo")) {
        ids.put(zone.text("zoneName"), zone.text("zoneId"));
      }
    } catch (AwsException _) {
      return Map.of();
    }
    return ids;
  }

  private AwsQuery query(String service, String configured) throws IOException {
    String endpoint = configured.isEmpty() ? environment.endpoint(service) : configured;
    String address =
        endpoint.isEmpty() ? "https://" + service + "." + region + ".amazonaws.com/" : endpoint;
    try {
      URI uri = URI.create(address.contains("://") ? address : "https://" + address);
      return new AwsQuery(client, uri, new SigV4Signer(region, service), clock);
    } catch (IllegalArgumentException e) {
      throw new IOException("endpoint \"" + address + "\" is no address", e);
    }
  }

  private AwsCredentials credentials() throws IOException {
    Instant soon = clock.instant().plus(RENEW_BEFORE);
    if (credentials.filter(known -> known.expiration().isAfter(soon)).isPresent()) {
      return credentials.get();
    }
    AwsCredentials own = ownCredentials();
    AwsCredentials fresh = config.roleArn().isEmpty() ? own : assumeRole(own);
    credentials = Optional.of(fresh);
    return fresh;
  }

  private AwsCredentials ownCredentials() throws IOException {
    return !config.accessKey().isEmpty() && config.secretKey().isConfigured()
        ? AwsCredentials.lasting(config.accessKey(), config.secretKey().read(), Secret.NONE)
        : environment.credentials(config.profile());
  }

  private AwsCredentials assumeRole(AwsCredentials own) throws IOException {
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    parameters.put("Action", "AssumeRole");
    parameters.put("Version", STS_VERSION);
    parameters.put("RoleArn", config.roleArn());
    parameters.put("RoleSessionName", "vigie-" + clock.instant().getEpochSecond());
    if (!config.externalId().isEmpty()) {
      parameters.put("ExternalId", config.externalId());
    }
    AwsXml keys =
        query("sts", "").ask(parameters, own).child("AssumeRoleResult").child("Credentials");
    return new AwsCredentials(
        keys.text("AccessKeyId"),
        Secret.of(keys.text("SecretAccessKey")),
        Secret.of(keys.text("SessionToken")),
        Instant.parse(keys.text("Expiration")));
  }

  @Override
  public void close() {
    client.close();
  }
}
