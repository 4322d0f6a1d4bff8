package io.vigie.server.ruleedit;

import java.io.IOException;

/// A file that no rule in force comes from, or none that people write.
public final class NoSuchRuleFileException extends IOException {
  NoSuchRuleFileException(String file) {
    super(
        "no rule in force comes from a file \"%s\" that can be changed here; `file` is as /api/v1/rules says it"
            .formatted(file));
  }
}
