package io.vigie.ingest.discovery.source;

import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.model.metric.Labels;
import io.vigie.outbound.aws.AwsXml;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A virtual machine as EC2 describes it, as a target.
final class Ec2Instance {
  private static final String PREFIX = "__meta_ec2_";

  /// More network cards than any machine has.
  private static final int MAX_DEVICES = 256;

  private final AwsXml instance;
  private final String owner;
  private final String region;
  private final Map<String, String> zoneIds;
  private final Map<String, String> labels = new TreeMap<>();

  Ec2Instance(AwsXml instance, String owner, String region, Map<String, String> zoneIds) {
    this.instance = instance;
    this.owner = owner;
    this.region = region;
    this.zoneIds = zoneIds;
  }

  /// Nothing if the machine has no address.
  Optional<Labels> target(int port) {
    String privateIp = instance.text("privateIpAddress");
    String ipv6 = putIpv6Addresses();
    if (privateIp.isEmpty() && ipv6.isEmpty()) {
      return Optional.empty();
    }
    labels.put(
        TargetGroup.ADDRESS, MetaLabels.hostPort(privateIp.isEmpty() ? ipv6 : privateIp, port));
    put("region", region);
    put("owner_id", owner);
    put("private_ip", privateIp);
    putTexts();
    putPlace();
    putNetwork();
    for (AwsXml tag : instance.items("tagSet")) {
      put("tag_" + MetaLabels.sanitize(tag.text("key")), tag.text("value"));
    }
    return Optional.of(Labels.of(labels));
  }

  private void put(String name, String value) {
    labels.put(PREFIX + name, value);
  }

  private void putTexts() {
    put("instance_id", instance.text("instanceId"));
    put("private_dns_name", instance.text("privateDnsName"));
    put("platform", instance.text("platform"));
    put("ami", instance.text("imageId"));
    put("instance_type", instance.text("instanceType"));
    put("instance_lifecycle", instance.text("instanceLifecycle"));
    put("architecture", instance.text("architecture"));
    put("instance_state", instance.child("instanceState").text("name"));
    if (!instance.text("ipAddress").isEmpty()) {
      put("public_ip", instance.text("ipAddress"));
      put("public_dns_name", instance.text("dnsName"));
    }
  }

  private void putPlace() {
    String zone = instance.child("placement").text("availabilityZone");
    put("availability_zone", zone);
    put("availability_zone_id", zoneIds.getOrDefault(zone, ""));
  }

  private void putNetwork() {
    if (instance.text("vpcId").isEmpty()) {
      return;
    }
    put("vpc_id", instance.text("vpcId"));
    put("primary_subnet_id", instance.text("subnetId"));
    Set<String> subnets = new LinkedHashSet<>();
    for (AwsXml networkInterface : instance.items("networkInterfaceSet")) {
      subnets.add(networkInterface.text("subnetId"));
    }
    subnets.remove("");
    put("subnet_id", "," + String.join(",", subnets) + ",");
  }

  /// Primary addresses stand at the place of their network card, with gaps in between.
  ///
  /// @return the address to use by default: the first primary one, otherwise the first; or empty
  private String putIpv6Addresses() {
    List<String> all = new ArrayList<>();
    List<String> primary = new ArrayList<>();
    boolean inVpc = !instance.text("vpcId").isEmpty();
    for (AwsXml networkInterface :
        inVpc ? instance.items("networkInterfaceSet") : List.<AwsXml>of()) {
      if (!networkInterface.text("subnetId").isEmpty()) {
        addIpv6Addresses(networkInterface, all, primary);
      }
    }
    if (!primary.isEmpty()) {
      put("primary_ipv6_addresses", "," + String.join(",", primary) + ",");
    }
    if (!all.isEmpty()) {
      put("ipv6_addresses", "," + String.join(",", all) + ",");
    }
    String best =
        Stream.concat(primary.stream(), all.stream())
            .filter(address -> !address.isEmpty())
            .findFirst()
            .orElse("");
    put("default_ipv6_address", best);
    return best;
  }

  private static void addIpv6Addresses(
      AwsXml networkInterface, List<String> all, List<String> primary) {
    int device = deviceIndex(networkInterface.child("attachment").text("deviceIndex"));
    for (AwsXml item : networkInterface.items("ipv6AddressesSet")) {
      String address = item.text("ipv6Address");
      all.add(address);
      if (item.text("isPrimaryIpv6").equals("true")) {
        while (primary.size() <= device) {
          primary.add("");
        }
        primary.set(device, address);
      }
    }
  }

  private static int deviceIndex(String text) {
    return text.matches("\\d{1,3}") ? Math.min(Integer.parseInt(text), MAX_DEVICES) : 0;
  }
}
