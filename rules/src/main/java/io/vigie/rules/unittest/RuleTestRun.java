package io.vigie.rules.unittest;

import io.vigie.config.file.FilePattern;
import io.vigie.config.yaml.ConfigException;
import io.vigie.model.time.Ticker;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileReader;
import io.vigie.rules.unittest.RuleTestReport.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs files of unit tests and says what failed, with promtool's exit codes.
public final class RuleTestRun {
  /// All tests passed.
  public static final int PASSED = 0;

  /// A test failed, or a file cannot be used.
  public static final int FAILED = 1;

  private final RuleTestOptions options;
  private final PrintStream out;
  private final Ticker ticker;
  private final List<RuleTestReport> reports = new ArrayList<>();

  /// @param ticker bounds how long a query may take
  public RuleTestRun(RuleTestOptions options, PrintStream out, Ticker ticker) {
    this.options = options;
    this.out = out;
    this.ticker = ticker;
  }

  /// @return the exit code
  public int run(List<Path> files) {
    files.forEach(file -> {
      out.println("Unit Testing:  " + file);
      RuleTestReport report = test(file);
      reports.add(report);
      print(report);
      out.println();
    });
    return reports.stream().allMatch(RuleTestReport::passed) ? PASSED : FAILED;
  }

  /// What came of the files so far.
  public List<RuleTestReport> reports() {
    return List.copyOf(reports);
  }

  private RuleTestReport test(Path path) {
    try {
      RuleTestFile file = RuleTestFile.read(path);
      List<RuleFile> rules = rules(file);
      List<Outcome> outcomes = new ArrayList<>();
      for (RuleTest test : file.tests()) {
        if (options.wants(test.name())) {
          debug("DEBUG: Starting test " + test.name());
          List<String> failures = new RuleTestPlay(file, test, rules, options, ticker).play();
          outcomes.add(new Outcome(test.name(), failures));
          debug("DEBUG: Test " + test.name() + " finished, failures: " + failures.size());
        }
      }
      return new RuleTestReport(path.toString(), "", outcomes);
    } catch (IOException | ConfigException e) {
      return new RuleTestReport(path.toString(), String.valueOf(e.getMessage()), List.of());
    }
  }

  private List<RuleFile> rules(RuleTestFile file) throws IOException {
    RuleFileReader reader = new RuleFileReader(options.reading());
    List<RuleFile> rules = new ArrayList<>();
    for (Path pattern : file.ruleFiles()) {
      List<Path> found = FilePattern.of(pattern.toString()).expand();
      if (found.isEmpty()) {
        out.println("  WARNING: no file match pattern " + pattern);
      }
      for (Path path : found) {
        rules.add(reader.read(path));
      }
    }
    return rules;
  }

  private void debug(String line) {
    if (options.debug()) {
      out.println(line);
    }
  }

  private void print(RuleTestReport report) {
    if (report.passed()) {
      out.println("  SUCCESS");
      return;
    }
    out.println("  FAILED:");
    if (!report.problem().isEmpty()) {
      out.println(report.problem());
    }
    for (Outcome outcome : report.outcomes()) {
      for (String failure : outcome.failures()) {
        out.println(
            outcome.name().isEmpty() ? failure : "    name: " + outcome.name() + ",\n" + failure);
      }
    }
  }
}
