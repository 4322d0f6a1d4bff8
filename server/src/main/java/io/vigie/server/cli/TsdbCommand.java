package io.vigie.server.cli;

import io.vigie.tsdb.StoreCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `vigie tsdb …`: looks at a data directory that no server uses.
@Command(name = "tsdb", description = "Look at a data directory that no server uses.")
final class TsdbCommand implements Callable<Integer> {
  private TsdbCommand() {}

  static CommandLine commandLine() {
    return new CommandLine(new TsdbCommand());
  }

  @Override
  public Integer call() {
    throw new UsageException("tsdb: what? There is: check");
  }

  @Command(name = "check", description = "Read every byte and say what is wrong (exit code 1).")
  int check(
      @Parameters(paramLabel = "DIR", description = "Data directory, or a snapshot of one.")
          Path directory) {
    try {
      return print(directory, StoreCheck.check(directory), System.out, System.err);
    } catch (IOException e) {
      System.err.println("vigie tsdb check: " + e.getMessage());
      return 1;
    }
  }

  private static int print(
      Path directory, StoreCheck.Report report, PrintStream out, PrintStream problems) {
    report
        .problems()
        .forEach(problem -> problems.println("FAILED " + problem.file() + ": " + problem.what()));
    report.remarks().forEach(remark -> out.println("NOTE " + remark));
    out.printf(
        "%s: %d partitions, %d parts, %d series, %d samples; %d samples in the journal%n",
        directory,
        report.partitions(),
        report.parts(),
        report.series(),
        report.samples(),
        report.journalSamples());
    out.println(
        report.isWhole() ? "OK: everything is whole" : report.problems().size() + " problems");
    return report.isWhole() ? 0 : 1;
  }
}
