package io.vigie.rules.check;

import io.vigie.rules.check.RuleFileCheck.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Checks rule files with promtool's words and exit codes.
public final class RulesCheck {
  /// Everything is well, or what the linter found is not fatal.
  public static final int SUCCESS = 0;

  /// Something is wrong.
  public static final int FAILURE = 1;

  /// Nothing but what the linter found, and that is fatal.
  public static final int LINT_FAILURE = 3;

  private final RuleCheckOptions options;
  private final PrintStream out;
  private final PrintStream err;

  public RulesCheck(RuleCheckOptions options, PrintStream out, PrintStream err) {
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /// Checks files, or, if there are none, what comes in.
  ///
  /// @return the exit code
  public int run(List<Path> files, InputStream in) {
    options
        .unknownLintOptions()
        .forEach(option -> out.println("WARNING: unknown lint option: \"" + option + "\""));
    RuleFileCheck check = new RuleFileCheck(options, out, err);
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    if (files.isEmpty()) {
      verdicts.add(standardInput(check, in));
    }
    verdicts.addAll(check.checkAll(files));
    if (verdicts.contains(Verdict.WRONG)) {
      return FAILURE;
    }
    return verdicts.contains(Verdict.LINT) && options.lintFatal() ? LINT_FAILURE : SUCCESS;
  }

  private Verdict standardInput(RuleFileCheck check, InputStream in) {
    try {
      return check.check("standard input", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      err.println("standard input cannot be read: " + e.getMessage());
      return Verdict.WRONG;
    }
  }
}
