package io.vigie.server.ruleedit;

import java.io.IOException;
import java.util.List;

/// A file that no rule in force comes from, or none that people write; or one that cannot be made.
public final class NoSuchRuleFileException extends IOException {
  private NoSuchRuleFileException(String message) {
    super(message);
  }

  static NoSuchRuleFileException notInForce(String file) {
    return new NoSuchRuleFileException(
        "no rule in force comes from a file \"%s\" that can be changed here; `file` is as /api/v1/rules says it"
            .formatted(file));
  }

  static NoSuchRuleFileException notConfigured(String file, List<String> patterns) {
    return new NoSuchRuleFileException(
        "a file \"%s\" would not be read: `rule_files` of the configuration has %s"
            .formatted(file, patterns.isEmpty() ? "nothing" : String.join(", ", patterns)));
  }

  static NoSuchRuleFileException notRead(String file) {
    return new NoSuchRuleFileException(
        "there is a file \"%s\", and it is not in force: reload the configuration first"
            .formatted(file));
  }

  static NoSuchRuleFileException withoutFolder(String file) {
    return new NoSuchRuleFileException(
        "\"%s\" cannot be made: there is no such folder; make it first".formatted(file));
  }
}
