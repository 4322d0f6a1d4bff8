package io.vigie.server.cli;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.vigie.model.time.Ticker;
import io.vigie.promql.script.ScriptReport;
import io.vigie.rules.file.RuleFileOptions;
import io.vigie.rules.unittest.JunitXml;
import io.vigie.rules.unittest.RuleTestOptions;
import io.vigie.rules.unittest.RuleTestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie test …`: runs tests of queries and of rules.
@Command(name = "test", description = "Run tests of queries and of rules.")
final class TestCommand implements Callable<Integer> {
  private TestCommand() {}

  static CommandLine commandLine() {
    return new CommandLine(new TestCommand());
  }

  @Override
  public Integer call() {
    throw new UsageException("test: what? There are: promql, rules");
  }

  @Command(name = "promql", description = "Run files in the .test language.")
  int promql(@Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files) {
    return new ScriptReport(System.out, Ticker.system()).run(files);
  }

  @Command(name = "rules", description = "Run unit tests of rules, in promtool's file format.")
  int rules(
      @Option(
              names = "--run",
              description = "Only tests whose name matches the expression; may be repeated.")
          List<String> run,
      @Option(names = "--diff", description = "Show mismatches line by line.") boolean diff,
      @Option(names = "--debug", description = "Say what is done.") boolean debug,
      @Option(names = "--junit", description = "Also write the results as JUnit XML.")
          @Nullable Path junit,
      @Option(names = "--ignore-unknown-fields", description = "Accept unknown keys in rule files.")
          boolean ignoreUnknownFields,
      @Option(
              names = "--enable-feature",
              split = ",",
              description = "Features of expressions to accept, named as for the server.")
          List<String> features,
      @Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files)
      throws IOException {
    List<String> wanted = features == null ? List.of() : features;
    RuleTestOptions options =
        new RuleTestOptions(
            patterns(run == null ? List.of() : run),
            diff,
            debug,
            RuleFileOptions.DEFAULT
                .withIgnoreUnknownFields(ignoreUnknownFields)
                .withParser(ParserFeatures.of(wanted)),
            ParserFeatures.evaluated(wanted));
    RuleTestRun tests = new RuleTestRun(options, System.out, Ticker.system());
    int exitCode = tests.run(files);
    if (junit != null) {
      Files.writeString(junit, JunitXml.write(tests.reports()));
    }
    return exitCode;
  }

  private static List<Pattern> patterns(List<String> expressions) {
    try {
      return expressions.stream().map(Pattern::compile).toList();
    } catch (PatternSyntaxException e) {
      throw new UsageException("--run: " + e.getMessage());
    }
  }
}
