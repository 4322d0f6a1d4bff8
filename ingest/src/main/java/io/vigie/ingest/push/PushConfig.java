package io.vigie.ingest.push;

import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.listen.ListenerConfig;
import io.vigie.ingest.relabel.RelabelRule;
import io.vigie.ingest.relabel.RelabelRuleReader;
import io.vigie.model.metric.NameValidation;
import java.util.List;
import java.util.Optional;

/// Which ways in are open. Without a word none is: whoever can push can write what graphs and
/// alerts rest on.
///
/// @param pushgateway whether `/metrics/job/…` is taken
/// @param imports whether `/api/v1/import` is taken
/// @param influx whether InfluxDB's line protocol is taken
/// @param graphite where Graphite's plaintext is taken, if it is
/// @param statsd where StatsD is taken, if it is
/// @param metricRelabelRules what is done to the labels of whatever is pushed, remote write and
///   OTLP included
public record PushConfig(
    boolean pushgateway,
    boolean imports,
    boolean influx,
    Optional<ListenerConfig> graphite,
    Optional<ListenerConfig> statsd,
    List<RelabelRule> metricRelabelRules) {
  private static final int GRAPHITE_PORT = 2003;
  private static final int STATSD_PORT = 8125;

  public static final PushConfig NONE =
      new PushConfig(false, false, false, Optional.empty(), Optional.empty(), List.of());

  public PushConfig {
    metricRelabelRules = List.copyOf(metricRelabelRules);
  }

  /// Reads the section `vigie.push`.
  ///
  /// @param validation which texts are label names
  public static PushConfig read(MappingReader reader, NameValidation validation) {
    PushConfig config =
        new PushConfig(
            reader.bool("pushgateway", false),
            reader.bool("import", false),
            reader.bool("influx", false),
            reader
                .optionalMapping("graphite")
                .map(section -> ListenerConfig.read(section, GRAPHITE_PORT, false)),
            reader
                .optionalMapping("statsd")
                .map(section -> ListenerConfig.read(section, STATSD_PORT, true)),
            RelabelRuleReader.readList(
                reader,
                "metric_relabel_configs",
                "empty or null metric relabeling rule in vigie.push",
                validation));
    reader.finish();
    return config;
  }
}
