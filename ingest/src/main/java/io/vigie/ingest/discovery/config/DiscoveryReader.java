package io.vigie.ingest.discovery.config;

import io.vigie.config.yaml.ByteTexts;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.TargetGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Reads all lists of discoveries in a scrape job or an Alertmanager block.
public final class DiscoveryReader {
  private static final SequencedMap<String, Function<MappingReader, DiscoveryConfig>> READERS =
      readers();

  private DiscoveryReader() {}

  private static SequencedMap<String, Function<MappingReader, DiscoveryConfig>> readers() {
    TreeMap<String, Function<MappingReader, DiscoveryConfig>> readers = new TreeMap<>();
    readers.put("file", NetworkDiscoveryReaders::file);
    readers.put("http", NetworkDiscoveryReaders::http);
    readers.put("dns", NetworkDiscoveryReaders::dns);
    readers.put("consul", NetworkDiscoveryReaders::consul);
    readers.put("docker", ContainerDiscoveryReaders::docker);
    readers.put("dockerswarm", ContainerDiscoveryReaders::dockerSwarm);
    readers.put("kubernetes", KubernetesDiscoveryReader::read);
    readers.put("kuma", ContainerDiscoveryReaders::kuma);
    readers.put("marathon", ContainerDiscoveryReaders::marathon);
    readers.put("nomad", ContainerDiscoveryReaders::nomad);
    readers.put("nerve", ContainerDiscoveryReaders::nerve);
    readers.put("serverset", ContainerDiscoveryReaders::serverset);
    readers.put("eureka", ContainerDiscoveryReaders::eureka);
    AwsDiscoveryReaders.register(readers);
    CloudDiscoveryReaders.register(readers);
    EuropeanCloudDiscoveryReaders.register(readers);
    return Collections.unmodifiableSequencedMap(readers);
  }

  /// Names of all known kinds of discovery, without `_sd_configs`, in alphabetical order.
  public static List<String> kinds() {
    return List.copyOf(READERS.keySet());
  }

  /// @param owner the block that the lists stand in; its other keys are not touched
  public static List<DiscoveryConfig> readAll(MappingReader owner) {
    List<DiscoveryConfig> discoveries = new ArrayList<>();
    READERS.forEach((kind, read) -> {
      String key = kind + "_sd_configs";
      discoveries.addAll(owner.list(key, "empty or null section in " + key, read));
    });
    List<TargetGroup> groups = staticGroups(owner);
    if (!groups.isEmpty()) {
      discoveries.add(new DiscoveryConfig.Static(groups));
    }
    return discoveries;
  }

  private static List<TargetGroup> staticGroups(MappingReader owner) {
    String key = "static_configs";
    List<TargetGroup> unnamed =
        owner.list(
            key, "empty or null section in " + key, reader -> TargetGroupReader.read(reader, ""));
    List<TargetGroup> groups = new ArrayList<>();
    for (TargetGroup group : unnamed) {
      groups.add(new TargetGroup(Integer.toString(groups.size()), group.targets(), group.labels()));
    }
    return groups;
  }

  /// Refuses addresses that are URLs, which only relabelling could make sense of.
  public static void checkStaticAddresses(MappingReader owner, List<DiscoveryConfig> discoveries) {
    for (DiscoveryConfig discovery : discoveries) {
      if (discovery instanceof DiscoveryConfig.Static(List<TargetGroup> groups)) {
        groups.stream()
            .flatMap(group -> group.targets().stream())
            .map(target -> target.get(TargetGroup.ADDRESS))
            .filter(address -> address.contains("/"))
            .findFirst()
            .ifPresent(address -> {
              throw owner.error(
                  "static_configs",
                  ByteTexts.quote(address)
                      + " is not a valid hostname; write host:port here, the path in metrics_path"
                      + " and the protocol in scheme");
            });
      }
    }
  }
}
