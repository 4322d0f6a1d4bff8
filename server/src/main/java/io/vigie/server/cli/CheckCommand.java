package io.vigie.server.cli;

import io.vigie.config.yaml.Durations;
import io.vigie.ingest.exposition.check.MetricsCheck;
import io.vigie.rules.check.Linter;
import io.vigie.rules.check.RuleCheckOptions;
import io.vigie.rules.check.RulesCheck;
import io.vigie.rules.file.RuleFileOptions;
import io.vigie.server.config.check.ConfigCheck;
import io.vigie.server.config.check.ConfigCheckOptions;
import io.vigie.server.http.WebConfigFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie check …`: looks at files before a server does.
@Command(name = "check", description = "Check files before a server reads them.")
final class CheckCommand implements Callable<Integer> {
  private static final String DEFAULT_URL = "http://localhost:9090";

  private CheckCommand() {}

  static CommandLine commandLine() {
    return new CommandLine(new CheckCommand())
        .addSubcommand("dashboards", DashboardsCommand.commandLine())
        .addSubcommand("kubernetes", KubernetesCommand.commandLine());
  }

  @Override
  public Integer call() {
    throw new UsageException(
        "check: what? There are: alertmanager, config, dashboards, healthy, kubernetes, metrics, ready, rules,"
            + " service-discovery, web-config");
  }

  @Command(name = "config", description = "Check configuration files and what they refer to.")
  int config(
      @Option(names = "--syntax-only", description = "Do not open referenced files.")
          boolean syntaxOnly,
      @Option(
              names = "--lint",
              split = ",",
              defaultValue = "duplicate-rules",
              description = "all, duplicate-rules, none, too-long-scrape-interval")
          List<String> lint,
      @Option(names = "--lint-fatal", description = "Fail on what the linter finds (exit code 3).")
          boolean lintFatal,
      @Option(names = "--agent", description = "Check as the configuration of an agent.")
          boolean agent,
      @Option(names = "--ignore-unknown-fields", description = "Accept unknown keys in rule files.")
          boolean ignoreUnknownFields,
      @Option(
              names = {"--alertmanager.config", "--alertmanager.config.file"},
              paramLabel = "FILE",
              description = "The alertmanager.yml that the server is given beside the file.")
          @Nullable Path alertmanager,
      @Option(
              names = "--alertmanager.lenient",
              description = "Mend common mistakes of it, with a warning, as the server may.")
          boolean lenient,
      @Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files) {
    ConfigCheckOptions options =
        new ConfigCheckOptions(
                syntaxOnly,
                lint,
                lintFatal,
                agent,
                ignoreUnknownFields,
                ConfigCheckOptions.DEFAULT.lookbackDelta())
            .withAlertmanager(Optional.ofNullable(alertmanager), lenient);
    return new ConfigCheck(options, System.out, System.err).run(files);
  }

  @Command(name = "alertmanager", description = "Check files of Alertmanager.")
  int alertmanager(
      @Option(names = "--lenient", description = "Mend common mistakes, with a warning.")
          boolean lenient,
      @Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files) {
    return new AlertmanagerFiles(lenient, System.out).check(files);
  }

  @Command(name = "metrics", description = "Check an exposition on standard input.")
  int metrics(
      @Option(names = "--extended", description = "Print how many series each metric has.")
          boolean extended,
      @Option(names = "--lint", defaultValue = "all", description = "all or none.") String lint) {
    return new MetricsCheck(extended, !lint.equals("none")).run(System.in, System.out, System.err);
  }

  @Command(name = "rules", description = "Check rule files, or rules on standard input.")
  int rules(
      @Option(
              names = "--lint",
              split = ",",
              defaultValue = "duplicate-rules",
              description = "all, duplicate-rules, none")
          List<String> lint,
      @Option(names = "--lint-fatal", description = "Fail on what the linter finds (exit code 3).")
          boolean lintFatal,
      @Option(names = "--ignore-unknown-fields", description = "Accept unknown keys.")
          boolean ignoreUnknownFields,
      @Option(
              names = "--enable-feature",
              split = ",",
              description = "Features of expressions to accept, named as for the server.")
          List<String> features,
      @Option(
              names = "--explain",
              description = "Also say which rules do not do what they seem to, and the remedy.")
          boolean explain,
      @Option(
              names = "--url",
              paramLabel = "URL",
              description = "Explain with the samples and the routing of a running server.")
          @Nullable String url,
      @Option(
              names = "--storage.tsdb.path",
              paramLabel = "DIR",
              description = "Explain with the samples of a data directory that no server uses.")
          @Nullable Path directory,
      @Option(
              names = "--alertmanager.config",
              paramLabel = "FILE",
              description = "Explain who would be told by this routing.")
          @Nullable Path alertmanager,
      @Option(
              names = "--metadata",
              paramLabel = "URL|FILE",
              description =
                  "Explain with the types and units that a server with Prometheus' API knows, or"
                      + " that stand in a file with its answer to /api/v1/metadata.")
          @Nullable String metadata,
      @Parameters(paramLabel = "FILE", arity = "0..*") @Nullable List<Path> files)
      throws IOException {
    RuleFileOptions reading =
        RuleFileOptions.DEFAULT
            .withIgnoreUnknownFields(ignoreUnknownFields)
            .withParser(ParserFeatures.of(features == null ? List.of() : features));
    RuleLinter.Sources sources = new RuleLinter.Sources(url, directory, alertmanager, metadata);
    boolean explains = explain || !sources.isEmpty();
    List<Path> named = files == null ? List.of() : files;
    if (url != null && named.isEmpty()) {
      throw new UsageException("--url: which files? Rules on standard input are not sent");
    }
    try (RuleLinter linter = RuleLinter.of(sources)) {
      Optional<Linter> asked = explains ? Optional.of(linter.linter()) : Optional.empty();
      return new RulesCheck(
              new RuleCheckOptions(lint, lintFatal, asked, reading), System.out, System.err)
          .run(named, System.in);
    }
  }

  @Command(name = "healthy", description = "Check that a running server is healthy.")
  int healthy(@Option(names = "--url", defaultValue = DEFAULT_URL) String url) {
    return ServerCheck.run(url, "/-/healthy", System.err);
  }

  @Command(name = "ready", description = "Check that a running server is ready.")
  int ready(@Option(names = "--url", defaultValue = DEFAULT_URL) String url) {
    return ServerCheck.run(url, "/-/ready", System.err);
  }

  @Command(
      name = "service-discovery",
      description =
          "Discover the targets of a job, once, and print them before and after relabelling.")
  int serviceDiscovery(
      @Option(names = "--timeout", defaultValue = "30s", description = "How long to wait.")
          String timeout,
      @Option(names = "--agent", description = "Read as the configuration of an agent.")
          boolean agent,
      @Parameters(paramLabel = "FILE") Path file,
      @Parameters(paramLabel = "JOB") String job)
      throws InterruptedException {
    return new DiscoveryCheckCommand(System.out, System.err)
        .run(file, job, Durations.parse(timeout), agent);
  }

  @Command(name = "web-config", description = "Check files of --web.config.file.")
  int webConfig(@Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files) {
    int failures = 0;
    for (Path file : files) {
      try {
        WebConfigFile.read(file);
        System.out.println(file + " SUCCESS");
      } catch (IOException | RuntimeException e) {
        System.err.println(file + " FAILED: " + e.getMessage());
        failures++;
      }
    }
    return failures == 0 ? 0 : 1;
  }
}
