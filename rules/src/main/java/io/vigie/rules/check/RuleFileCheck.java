package io.vigie.rules.check;

import io.vigie.config.yaml.ConfigException;
import io.vigie.rules.file.DuplicateRules;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/// Looks at one rule file after the other and says what is wrong, in promtool's words.
public final class RuleFileCheck {
  /// What can be said of a file.
  public enum Verdict {
    GOOD,
    /// It can be used, but the linter found something.
    LINT,
    /// It cannot be used.
    WRONG
  }

  private final RuleCheckOptions options;
  private final RuleFileReader reader;
  private final PrintStream out;
  private final PrintStream err;

  public RuleFileCheck(RuleCheckOptions options, PrintStream out, PrintStream err) {
    this.options = options;
    this.reader = new RuleFileReader(options.reading());
    this.out = out;
    this.err = err;
  }

  /// Looks at a file.
  public Verdict check(Path file) {
    out.println("Checking " + file);
    Verdict verdict = verdict(() -> reader.read(file));
    out.println();
    return verdict;
  }

  /// Looks at a text.
  ///
  /// @param name how messages name it
  public Verdict check(String name, String text) {
    out.println("Checking " + name);
    Verdict verdict = verdict(() -> reader.parse(name, text));
    out.println();
    return verdict;
  }

  @FunctionalInterface
  private interface Source {
    RuleFile read() throws IOException;
  }

  private Verdict verdict(Source source) {
    try {
      RuleFile file = source.read();
      if (options.explain().isPresent()) {
        options.explain().get().look(file).forEach(finding -> out.println("  " + finding));
      }
      DuplicateRules duplicates = DuplicateRules.of(file);
      if (options.lintsDuplicateRules() && !duplicates.isEmpty()) {
        err.println("  FAILED:");
        err.println("lint error " + duplicates.describe());
        return Verdict.LINT;
      }
      out.println("  SUCCESS: " + file.rules().size() + " rules found");
      return Verdict.GOOD;
    } catch (IOException | ConfigException e) {
      err.println("  FAILED:");
      err.println(e.getMessage());
      return Verdict.WRONG;
    }
  }
}
