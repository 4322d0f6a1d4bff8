package io.vigie.ingest.discovery.config;

import io.vigie.config.yaml.ByteTexts;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricNames;
import java.util.List;
import java.util.Map;

/// Reads one target group: `targets` and `labels`, as in `static_configs` and in target files.
public final class TargetGroupReader {
  private TargetGroupReader() {}

  /// @param source name to give to the group
  public static TargetGroup read(MappingReader reader, String source) {
    List<String> addresses = reader.strings("targets");
    Map<String, String> labels = reader.stringMap("labels");
    reader.finish();
    labels.keySet().stream()
        .filter(name -> !MetricNames.isUtf8Name(name))
        .findFirst()
        .ifPresent(name -> {
          throw reader.error("labels", ByteTexts.quote(name) + " is not a valid label name");
        });
    return TargetGroup.ofAddresses(source, addresses, Labels.of(labels));
  }
}
