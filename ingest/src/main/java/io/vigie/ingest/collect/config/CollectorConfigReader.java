package io.vigie.ingest.collect.config;

import static java.util.Objects.requireNonNull;

import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.collect.CollectorConfig;
import io.vigie.ingest.collect.CollectorSource;
import io.vigie.ingest.collect.cloudwatch.CloudWatchSource;
import io.vigie.ingest.collect.json.JsonSource;
import io.vigie.ingest.collect.postgresql.PostgresSource;
import io.vigie.ingest.collect.process.ProcessSource;
import io.vigie.ingest.collect.redis.RedisSource;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricNames;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Reads the list `vigie.collectors`: each entry has the key of one kind, and what all have.
public final class CollectorConfigReader {
  /// The key of the list.
  public static final String KEY = "collectors";

  private static final Set<String> RESERVED = Set.of("job", "instance");

  private static final Map<String, Function<MappingReader, CollectorSource>> KINDS = kinds();

  private CollectorConfigReader() {}

  private static Map<String, Function<MappingReader, CollectorSource>> kinds() {
    Map<String, Function<MappingReader, CollectorSource>> kinds = new LinkedHashMap<>();
    kinds.put(PostgresSource.KIND, PostgresSource::read);
    kinds.put(RedisSource.KIND, RedisSource::read);
    kinds.put(JsonSource.KIND, JsonSource::read);
    kinds.put(ProcessSource.KIND, ProcessSource::read);
    kinds.put(CloudWatchSource.KIND, CloudWatchSource::read);
    return kinds;
  }

  /// @param section that has the list
  /// @param jobs names that are taken by scrape jobs
  public static List<CollectorConfig> read(MappingReader section, Set<String> jobs) {
    List<CollectorConfig> collectors =
        section.list(KEY, "empty or null collector", CollectorConfigReader::collector);
    Set<String> addresses = new HashSet<>();
    for (CollectorConfig collector : collectors) {
      if (jobs.contains(collector.job())) {
        throw section.error(
            KEY,
            "collectors: there is a scrape job \""
                + collector.job()
                + "\" already: give the collector another with job:");
      }
      if (!addresses.add(collector.address())) {
        throw section.error(
            KEY,
            "collectors: there are two of job \"%s\" and instance \"%s\": give one another with instance:"
                .formatted(collector.job(), collector.instance()));
      }
    }
    return collectors;
  }

  private static CollectorConfig collector(MappingReader reader) {
    CollectorSource source = source(reader);
    CollectorConfig collector =
        new CollectorConfig(
            reader.string("job", source.usualJob()),
            reader.string("instance", source.usualInstance()),
            labels(reader),
            reader.duration("interval", Duration.ZERO),
            reader.duration("timeout", Duration.ZERO),
            source);
    reader.finish();
    if (collector.job().isEmpty() || collector.instance().isEmpty()) {
      throw reader.error(reader.path() + ": job and instance cannot be empty");
    }
    if (!collector.interval().isZero() && collector.timeout().compareTo(collector.interval()) > 0) {
      throw reader.error("timeout", "timeout: not above the interval");
    }
    return collector;
  }

  private static CollectorSource source(MappingReader reader) {
    List<String> given = KINDS.keySet().stream().filter(reader::has).toList();
    if (given.size() != 1) {
      String known = String.join(", ", KINDS.keySet());
      throw reader.error(reader.path() + ": say one of " + known);
    }
    // The others are known, so that a mistyped key is suggested one of them.
    KINDS.keySet().forEach(reader::raw);
    String kind = given.getFirst();
    return requireNonNull(KINDS.get(kind)).apply(reader.mapping(kind));
  }

  private static Labels labels(MappingReader reader) {
    Labels.Builder labels = Labels.builder();
    reader
        .stringMap("labels")
        .forEach((name, value) -> {
          if (!MetricNames.isLegacyLabelName(name)
              || name.startsWith("__")
              || RESERVED.contains(name)) {
            throw reader.error("labels", "labels: \"" + name + "\" cannot be set here");
          }
          labels.set(name, value);
        });
    return labels.build();
  }
}
