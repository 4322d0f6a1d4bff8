package io.vigie.promql.script;

import io.vigie.model.time.Ticker;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// Runs scripts and tells a person what failed: each failing case with file, line, expected and
/// actual answer, and last one line `N passed, M failed`.
public final class ScriptReport {
  /// Exit code if all cases passed.
  public static final int PASSED = 0;

  /// Exit code if a case failed or a script could not be run.
  public static final int FAILED = 1;

  private final PrintStream out;
  private final Ticker ticker;
  private int passed;
  private int failed;

  /// @param ticker the clock that bounds how long a query may take
  public ScriptReport(PrintStream out, Ticker ticker) {
    this.out = out;
    this.ticker = ticker;
  }

  /// Runs all scripts, whatever fails on the way. A script that cannot be read or loaded counts as
  /// one failure.
  ///
  /// @return the exit code
  public int run(List<Path> files) {
    files.forEach(this::run);
    out.println(passed + " passed, " + failed + " failed");
    return failed == 0 ? PASSED : FAILED;
  }

  private void run(Path file) {
    try {
      PromqlScript.read(file).run(ticker).forEach(this::report);
    } catch (ScriptException e) {
      failed++;
      out.println("FAILED " + e.getMessage());
    }
  }

  private void report(CaseResult result) {
    if (result.passed()) {
      passed++;
      return;
    }
    failed++;
    CaseResult.Failure failure = result.failure().orElseThrow();
    out.println("FAILED " + result.file() + ":" + result.line() + ": " + result.query());
    if (!failure.asked().startsWith(result.query())) {
      out.println("  asked:    " + failure.asked());
    }
    out.println("  expected: " + failure.expected());
    out.println("  got:      " + failure.got());
  }
}
