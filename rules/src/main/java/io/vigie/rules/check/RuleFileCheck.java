package io.vigie.rules.check;

import io.vigie.config.yaml.ConfigException;
import io.vigie.rules.file.DuplicateRules;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileReader;
import io.vigie.rules.lint.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Looks at rule files and says what is wrong, in promtool's words.
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

  /// A file as it was read, or why it was not.
  private record Reading(String name, Optional<RuleFile> file, String problem) {}

  /// Looks at a file.
  public Verdict check(Path file) {
    return check(List.of(read(file))).getFirst();
  }

  /// Looks at files that are used together: what one of them tells of a metric counts in all.
  ///
  /// @return of each
  public List<Verdict> checkAll(List<Path> files) {
    return check(files.stream().map(this::read).toList());
  }

  /// Looks at a text.
  ///
  /// @param name how messages name it
  public Verdict check(String name, String text) {
    return check(List.of(read(name, () -> reader.parse(name, text)))).getFirst();
  }

  private Reading read(Path file) {
    return read(file.toString(), () -> reader.read(file));
  }

  @FunctionalInterface
  private interface Source {
    RuleFile read() throws IOException;
  }

  private static Reading read(String name, Source source) {
    try {
      return new Reading(name, Optional.of(source.read()), "");
    } catch (IOException | ConfigException e) {
      return new Reading(name, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private List<Verdict> check(List<Reading> readings) {
    List<Finding> findings = List.of();
    String unanswered = "";
    try {
      findings = findings(readings.stream().flatMap(each -> each.file().stream()).toList());
    } catch (IOException e) {
      unanswered = String.valueOf(e.getMessage());
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (Reading reading : readings) {
      out.println("Checking " + reading.name());
      verdicts.add(
          unanswered.isEmpty() ? verdict(reading, findings) : wrong(reading.problem(), unanswered));
      out.println();
    }
    return verdicts;
  }

  private List<Finding> findings(List<RuleFile> files) throws IOException {
    return options.explain().isEmpty() || files.isEmpty()
        ? List.of()
        : options.explain().get().look(files);
  }

  private Verdict verdict(Reading reading, List<Finding> findings) {
    if (reading.file().isEmpty()) {
      return wrong(reading.problem());
    }
    RuleFile file = reading.file().get();
    findings.stream()
        .filter(finding -> finding.file().equals(file.name()))
        .forEach(finding -> out.println("  " + finding));
    DuplicateRules duplicates = DuplicateRules.of(file);
    if (options.lintsDuplicateRules() && !duplicates.isEmpty()) {
      err.println("  FAILED:");
      err.println("lint error " + duplicates.describe());
      return Verdict.LINT;
    }
    out.println("  SUCCESS: " + file.rules().size() + " rules found");
    return Verdict.GOOD;
  }

  private Verdict wrong(String... problems) {
    err.println("  FAILED:");
    Arrays.stream(problems).filter(problem -> !problem.isEmpty()).forEach(err::println);
    return Verdict.WRONG;
  }
}
