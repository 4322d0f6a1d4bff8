package io.vigie.server.kubernetes;

import io.vigie.config.yaml.Position;
import io.vigie.config.yaml.YamlFile;
import io.vigie.rules.lint.Finding;
import io.vigie.rules.lint.Finding.Severity;
import io.vigie.rules.lint.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One object of a file.
///
/// @param file the whole file, whose name findings have
/// @param lines the file's text, for what is a file itself within it
record Manifest(YamlFile file, List<String> lines, Fields fields) {
  Manifest {
    lines = List.copyOf(lines);
  }

  String kind() {
    return fields.text("kind").orElse("");
  }

  String apiVersion() {
    return fields.text("apiVersion").orElse("");
  }

  private Fields metadata() {
    return fields.at("metadata");
  }

  String name() {
    return metadata().text("name").orElse("");
  }

  /// Empty if it is left to who applies it.
  Optional<String> namespace() {
    return metadata().text("namespace");
  }

  Map<String, String> labels() {
    return metadata().map("labels");
  }

  Fields spec() {
    return fields.at("spec");
  }

  boolean is(String wanted) {
    return kind().equals(wanted);
  }

  /// Whether two may be in one namespace: what does not say where it belongs may be anywhere.
  boolean maySeeNamespaceOf(Manifest other) {
    return namespace().isEmpty()
        || other.namespace().isEmpty()
        || namespace().equals(other.namespace());
  }

  Finding finding(
      Position position, String check, Severity severity, String reason, String instead) {
    return new Finding(
        file.name(),
        position.line(),
        toString(),
        check,
        severity,
        List.of(Wording.verbatim(reason)),
        Wording.verbatim(instead));
  }

  @Override
  public String toString() {
    return kind() + " " + namespace().map(space -> space + "/").orElse("") + name();
  }
}
