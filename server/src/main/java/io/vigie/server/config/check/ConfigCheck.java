package io.vigie.server.config.check;

import io.vigie.config.file.FilePattern;
import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.Durations;
import io.vigie.ingest.collect.CollectorConfig;
import io.vigie.ingest.scrape.ScrapeConfig;
import io.vigie.rules.check.RuleCheckOptions;
import io.vigie.rules.check.RuleFileCheck;
import io.vigie.rules.file.RuleFileOptions;
import io.vigie.server.config.ConfigLoader;
import io.vigie.server.config.VigieConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks configuration files and what they refer to, with promtool's words and exit codes. Used
/// once, by one thread.
public final class ConfigCheck {
  /// Everything is well, or what the linter found is not fatal.
  public static final int SUCCESS = 0;

  /// Something is wrong.
  public static final int FAILURE = 1;

  /// Nothing but what the linter found, and that is fatal.
  public static final int LINT_FAILURE = 3;

  private final ConfigCheckOptions options;
  private final PrintStream out;
  private final PrintStream err;
  private boolean hasErrors;
  private boolean hasLint;

  public ConfigCheck(ConfigCheckOptions options, PrintStream out, PrintStream err) {
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /// @return the exit code
  public int run(List<Path> files) {
    options
        .unknownLintOptions()
        .forEach(option -> out.println("WARNING: unknown lint option: \"" + option + "\""));
    files.forEach(this::check);
    if (hasErrors) {
      return FAILURE;
    }
    return hasLint && options.lintFatal() ? LINT_FAILURE : SUCCESS;
  }

  private void check(Path file) {
    out.println("Checking " + file);
    Optional<VigieConfig> config = Optional.empty();
    List<Path> ruleFiles = new ArrayList<>();
    try {
      VigieConfig loaded = load(file);
      ruleFiles.addAll(options.syntaxOnly() ? List.of() : ruleFiles(loaded));
      new ReferenceCheck(loaded, options.syntaxOnly(), out).run();
      new NotificationCheck(loaded, options, out, InstantSource.system()).run();
      if (!options.syntaxOnly()) {
        remarkOnCollectors(loaded);
      }
      config = Optional.of(loaded);
      if (!ruleFiles.isEmpty()) {
        out.println("  SUCCESS: " + ruleFiles.size() + " rule files found");
      }
      out.println(" SUCCESS: " + file + " is valid prometheus config file syntax");
    } catch (IOException | ConfigException e) {
      ruleFiles.clear();
      hasErrors = true;
      err.println("  FAILED: " + e.getMessage());
    }
    out.println();
    if (!options.syntaxOnly()) {
      config.ifPresent(this::lintScrapeIntervals);
      ruleFiles.forEach(this::checkRules);
    }
  }

  private VigieConfig load(Path file) throws IOException {
    ConfigLoader loader = ConfigLoader.ofProcess(options.agent());
    VigieConfig config = (options.syntaxOnly() ? loader.withoutIncludedFiles() : loader).load(file);
    config.warnings().forEach(warning -> out.println("  WARNING: " + warning));
    return config;
  }

  private void remarkOnCollectors(VigieConfig config) {
    Duration usual = config.global().scrape().scrapeInterval();
    for (CollectorConfig collector : config.collectors()) {
      Duration interval = collector.interval().isZero() ? usual : collector.interval();
      for (String remark : collector.source().remarks(interval)) {
        out.println(
            "  WARNING: vigie.collectors, %s %s: %s"
                .formatted(collector.source().kind(), collector.instance(), remark));
      }
    }
  }

  private static List<Path> ruleFiles(VigieConfig config) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String text : config.ruleFiles()) {
      FilePattern pattern = FilePattern.of(text);
      List<Path> found = pattern.expand();
      if (found.isEmpty() && pattern.isLiteral()) {
        throw new IOException("\"" + text + "\" does not point to an existing file");
      }
      files.addAll(found);
    }
    return files;
  }

  private void lintScrapeIntervals(VigieConfig config) {
    if (!options.lintsScrapeIntervals()) {
      return;
    }
    Optional<ScrapeConfig> tooLong =
        config.scrapeConfigs().stream()
            .filter(job -> job.scrapeInterval().compareTo(options.lookbackDelta()) >= 0)
            .findFirst();
    tooLong.ifPresent(job -> {
      hasLint = true;
      err.println(
          "  FAILED: too long scrape interval found, data point will be marked as stale - job: "
              + job.jobName()
              + ", interval: "
              + Durations.format(job.scrapeInterval()));
    });
  }

  private void checkRules(Path file) {
    RuleFileCheck check =
        new RuleFileCheck(
            new RuleCheckOptions(
                options.lint(),
                options.lintFatal(),
                Optional.empty(),
                RuleFileOptions.DEFAULT.withIgnoreUnknownFields(options.ignoreUnknownFields())),
            out,
            err);
    switch (check.check(file)) {
      case GOOD -> {}
      case LINT -> hasLint = true;
      case WRONG -> hasErrors = true;
    }
  }
}
