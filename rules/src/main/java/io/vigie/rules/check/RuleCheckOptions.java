package io.vigie.rules.check;

import io.vigie.rules.file.RuleFileOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How rule files are checked; the names are those of promtool's flags.
///
/// @param lint what else to look for: `all`, `duplicate-rules`, `none`
/// @param lintFatal what the linter finds makes the check fail
/// @param explain says which rules do not do what they seem to; this fails no check
/// @param reading how the files are read
public record RuleCheckOptions(
    List<String> lint, boolean lintFatal, Optional<Linter> explain, RuleFileOptions reading) {
  private static final Set<String> KNOWN_LINT = Set.of("all", "duplicate-rules", "none", "");

  /// Those without any flag.
  public static final RuleCheckOptions DEFAULT =
      new RuleCheckOptions(
          List.of("duplicate-rules"), false, Optional.empty(), RuleFileOptions.DEFAULT);

  public RuleCheckOptions {
    lint = List.copyOf(lint);
  }

  boolean lintsDuplicateRules() {
    return !lint.contains("none") && (lint.contains("all") || lint.contains("duplicate-rules"));
  }

  List<String> unknownLintOptions() {
    List<String> unknown = new ArrayList<>(lint);
    unknown.removeAll(KNOWN_LINT);
    return unknown;
  }
}
