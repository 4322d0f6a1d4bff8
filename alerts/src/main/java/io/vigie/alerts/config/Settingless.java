package io.vigie.alerts.config;

import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.YamlNode;
import io.vigie.config.yaml.YamlNode.Mapping;
import java.util.Optional;
import java.util.Set;

/// Sections of the file that are known and change nothing here: their keys are checked, their
/// values are not looked at.
final class Settingless {
  private static final Set<String> TRACING =
      Set.of(
          "client_type",
          "endpoint",
          "sampling_fraction",
          "insecure",
          "tls_config",
          "headers",
          "compression",
          "timeout");
  private static final Set<String> EVENT_RECORDER =
      Set.of("file_outputs", "webhook_outputs", "kafka_outputs", "stdout_outputs");

  private Settingless() {}

  /// Reads such a section; a warning if it is there.
  static Optional<String> read(MappingReader owner, String key) {
    Optional<YamlNode> section = owner.raw(key);
    if (section.isEmpty()) {
      return Optional.empty();
    }
    if (!(section.get() instanceof Mapping)) {
      throw owner.error(key, key + ": expected keys with values");
    }
    MappingReader reader = owner.mapping(key);
    (key.equals("tracing") ? TRACING : EVENT_RECORDER).forEach(reader::raw);
    reader.finish();
    return Optional.of(
        owner.position(key).line()
            + ": "
            + key
            + " is accepted and has no effect: every event is kept in the history, and the server's"
            + " own spans are configured beside it");
  }
}
