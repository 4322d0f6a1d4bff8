package io.vigie.server.cli;

import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricType;
import io.vigie.server.http.v1.KnownMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `check rules --metadata` names: a server with Prometheus' API, ours or another, or a file
/// with what such a server answers to `/api/v1/metadata`.
final class MetadataSource {
  private MetadataSource() {}

  /// @throws IOException if there is no answer, or it is none
  static KnownMetadata read(String source) throws IOException {
    Path file = Path.of(source);
    Map<String, Set<MetricMetadata>> byFamily =
        families(!source.contains("://") && Files.exists(file) ? fromFile(file) : ask(source));
    return new KnownMetadata(() -> byFamily, Map::of, InstantSource.system());
  }

  private static JsonNode ask(String url) throws IOException {
    try (ApiClient api = new ApiClient(url)) {
      return api.get("metadata");
    }
  }

  private static JsonNode fromFile(Path file) throws IOException {
    try {
      JsonNode answer = JsonMapper.shared().readTree(Files.readString(file));
      return answer.has("data") ? answer.path("data") : answer;
    } catch (JacksonException e) {
      throw new IOException(
          "--metadata: " + file + " is not the JSON of /api/v1/metadata: " + e.getMessage(), e);
    }
  }

  private static Map<String, Set<MetricMetadata>> families(JsonNode data) {
    Map<String, Set<MetricMetadata>> families = new TreeMap<>();
    for (Map.Entry<String, JsonNode> family : data.properties()) {
      Set<MetricMetadata> said = new LinkedHashSet<>();
      for (JsonNode each : family.getValue()) {
        said.add(
            new MetricMetadata(
                type(each.path("type").asString("")),
                each.path("help").asString(""),
                each.path("unit").asString("")));
      }
      families.put(family.getKey(), said);
    }
    return families;
  }

  private static MetricType type(String word) {
    for (MetricType type : MetricType.values()) {
      if (type.word().equals(word.toLowerCase(Locale.ROOT))) {
        return type;
      }
    }
    return MetricType.UNKNOWN;
  }
}
