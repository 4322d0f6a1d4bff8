package io.vigie.server.config.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How a configuration is checked; the names are those of promtool's flags.
///
/// @param syntaxOnly do not open the files that the configuration refers to
/// @param lint what else to look for: `all`, `duplicate-rules`, `none`, `too-long-scrape-interval`
/// @param lintFatal what the linter finds makes the check fail
/// @param agent check as the configuration of an agent
/// @param ignoreUnknownFields accept keys of rule groups that nobody knows
/// @param lookbackDelta from this interval on, series go stale between scrapes
/// @param alertmanager the file that the server is given beside the configuration, if any
/// @param lenient the server mends common mistakes of that file
public record ConfigCheckOptions(
    boolean syntaxOnly,
    List<String> lint,
    boolean lintFatal,
    boolean agent,
    boolean ignoreUnknownFields,
    Duration lookbackDelta,
    Optional<Path> alertmanager,
    boolean lenient) {
  private static final Set<String> KNOWN_LINT =
      Set.of("all", "duplicate-rules", "none", "too-long-scrape-interval", "");

  /// Those without any flag.
  public static final ConfigCheckOptions DEFAULT =
      new ConfigCheckOptions(
          false, List.of("duplicate-rules"), false, false, false, Duration.ofMinutes(5));

  public ConfigCheckOptions {
    lint = List.copyOf(lint);
  }

  /// Promtool's flags alone.
  public ConfigCheckOptions(
      boolean syntaxOnly,
      List<String> lint,
      boolean lintFatal,
      boolean agent,
      boolean ignoreUnknownFields,
      Duration lookbackDelta) {
    this(
        syntaxOnly,
        lint,
        lintFatal,
        agent,
        ignoreUnknownFields,
        lookbackDelta,
        Optional.empty(),
        false);
  }

  public ConfigCheckOptions withAlertmanager(Optional<Path> file, boolean isLenient) {
    return new ConfigCheckOptions(
        syntaxOnly, lint, lintFatal, agent, ignoreUnknownFields, lookbackDelta, file, isLenient);
  }

  boolean lintsScrapeIntervals() {
    return lints("too-long-scrape-interval") && lookbackDelta.isPositive();
  }

  private boolean lints(String option) {
    return !lint.contains("none") && (lint.contains("all") || lint.contains(option));
  }

  List<String> unknownLintOptions() {
    List<String> unknown = new ArrayList<>(lint);
    unknown.removeAll(KNOWN_LINT);
    return unknown;
  }
}
