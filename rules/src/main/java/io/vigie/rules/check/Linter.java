package io.vigie.rules.check;

import io.vigie.rules.file.RuleFile;
import io.vigie.rules.lint.Finding;
import java.io.IOException;
import java.util.List;

/// Says which rules of files that are used together do not do what they seem to.
@FunctionalInterface
public interface Linter {
  /// @throws IOException if what it asks does not answer
  List<Finding> look(List<RuleFile> files) throws IOException;
}
