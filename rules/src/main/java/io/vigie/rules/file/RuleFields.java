package io.vigie.rules.file;

import io.vigie.config.yaml.MappingReader;
import java.time.Duration;
import java.util.Map;

/// What stands in the keys of one rule.
record RuleFields(
    String record,
    String alert,
    String expr,
    Duration hold,
    Duration keepFiring,
    Map<String, String> labels,
    Map<String, String> annotations) {
  /// What cannot be read is taken for not there.
  static RuleFields read(MappingReader reader, Problems problems) {
    return new RuleFields(
        problems.read("", () -> reader.string("record")),
        problems.read("", () -> reader.string("alert")),
        problems.read("", () -> reader.string("expr")),
        problems.read(Duration.ZERO, () -> reader.duration("for", Duration.ZERO)),
        problems.read(Duration.ZERO, () -> reader.duration("keep_firing_for", Duration.ZERO)),
        problems.read(Map.of(), () -> reader.stringMap("labels")),
        problems.read(Map.of(), () -> reader.stringMap("annotations")));
  }

  String name() {
    return record.isEmpty() ? alert : record;
  }

  boolean isRecording() {
    return !record.isEmpty();
  }
}
