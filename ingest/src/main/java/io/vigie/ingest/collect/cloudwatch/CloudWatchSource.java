package io.vigie.ingest.collect.cloudwatch;

import io.vigie.config.yaml.Durations;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.collect.Collector;
import io.vigie.ingest.collect.CollectorSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The metrics of an account's region in Amazon CloudWatch.
public final class CloudWatchSource implements CollectorSource {
  /// The key that it is configured under.
  public static final String KIND = "cloudwatch";

  private static final Duration USUAL_DISCOVERY_INTERVAL = Duration.ofMinutes(10);
  private static final int USUAL_MAX_RESOURCES = 500;
  private static final int LARGEST_MAX_RESOURCES = 10_000;

  private final Settings settings;

  /// @param discoveryInterval how often resources are looked for
  /// @param maxResources how many there may be of each kind
  record Settings(
      AwsAccess access, List<MetricGroup> groups, Duration discoveryInterval, int maxResources) {
    Settings {
      groups = List.copyOf(groups);
    }
  }

  private CloudWatchSource(Settings settings) {
    this.settings = settings;
  }

  /// Reads and finishes the mapping.
  public static CloudWatchSource read(MappingReader reader) {
    AwsAccess access = AwsAccess.read(reader);
    QueryWindow window =
        new QueryWindow(
            reader.duration("period", QueryWindow.USUAL.period()),
            reader.duration("delay", QueryWindow.USUAL.delay()),
            reader.duration("range", QueryWindow.USUAL.range()));
    List<String> services = reader.strings("services");
    List<MetricGroup> metrics =
        reader.list(
            "metrics", "empty or null metric", entry -> MetricGroupReader.read(entry, window));
    Duration discoveryInterval = reader.duration("discovery_interval", USUAL_DISCOVERY_INTERVAL);
    int maxResources =
        (int) reader.wholeNumber("max_resources", USUAL_MAX_RESOURCES, 1, LARGEST_MAX_RESOURCES);
    reader.finish();
    access.check(reader);
    String problem = window.problem();
    if (!problem.isEmpty()) {
      throw reader.error(problem.substring(0, problem.indexOf(':')), problem);
    }
    List<MetricGroup> groups = new ArrayList<>();
    services.forEach(service -> groups.addAll(service(reader, service).within(window)));
    groups.addAll(metrics);
    refuseNothingAndTwice(reader, groups);
    return new CloudWatchSource(new Settings(access, groups, discoveryInterval, maxResources));
  }

  private static ReadyService service(MappingReader reader, String key) {
    return ReadyService.find(key)
        .orElseThrow(() ->
            reader.error("services", "services: \"" + key + "\" is not one of " + knownServices()));
  }

  private static String knownServices() {
    return ReadyService.ALL.stream().map(ReadyService::key).collect(Collectors.joining(", "));
  }

  private static void refuseNothingAndTwice(MappingReader reader, List<MetricGroup> groups) {
    if (groups.isEmpty()) {
      throw reader.error(
          reader.path() + ": say services (" + knownServices() + "), metrics, or both");
    }
    Set<String> known = new HashSet<>();
    for (MetricGroup group : groups) {
      for (String series : group.series()) {
        if (!known.add(series)) {
          throw reader.error(
              "metrics", "metrics: " + series + " is asked for twice: take one of them out");
        }
      }
    }
  }

  Settings settings() {
    return settings;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String usualJob() {
    return "cloudwatch";
  }

  @Override
  public String usualInstance() {
    return settings.access().region();
  }

  @Override
  public List<String> remarks(Duration interval) {
    List<String> remarks = new ArrayList<>(settings.access().remarks());
    settings.groups().stream()
        .map(group -> group.window().period())
        .min(Duration::compareTo)
        .filter(shortest -> shortest.compareTo(interval) < 0)
        .ifPresent(shortest ->
            remarks.add(
                "the interval %s is longer than the period %s: what is between is never seen"
                    .formatted(Durations.format(interval), Durations.format(shortest))));
    return remarks;
  }

  @Override
  public Collector open(Surroundings surroundings) {
    return CloudWatchCollector.open(settings, surroundings.clock(), surroundings.timeout());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CloudWatchSource source && settings.equals(source.settings);
  }

  @Override
  public int hashCode() {
    return settings.hashCode();
  }
}
