package io.vigie.server.cli;

import io.vigie.model.time.Ticker;
import io.vigie.promql.script.ScriptReport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `vigie test promql`: runs `.test` files.
@Command(name = "test", description = "Run tests of queries.")
final class TestCommand implements Callable<Integer> {
  private TestCommand() {}

  static CommandLine commandLine() {
    return new CommandLine(new TestCommand());
  }

  @Override
  public Integer call() {
    throw new UsageException("test: what? There is: test promql FILE…");
  }

  @Command(name = "promql", description = "Run files in the .test language.")
  int promql(@Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files) {
    return new ScriptReport(System.out, Ticker.system()).run(files);
  }
}
