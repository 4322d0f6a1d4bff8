package io.vigie.server.cli;

import io.vigie.ingest.prometheus.ImportReport;
import io.vigie.ingest.prometheus.PrometheusImport;
import io.vigie.tsdb.Tsdb;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie tsdb import …`: moves the history of another store along.
@Command(name = "import", description = "Move the history of another store along.")
final class TsdbImportCommand implements Callable<Integer> {
  private static final String MEMORY = "imported-from-prometheus";

  /// Prints where the import is, not more often than somebody reads.
  private static final class ProgressLine implements PrometheusImport.Progress {
    private static final long PAUSE_NANOS = 1_000_000_000;

    private final PrintStream out;
    private final long startNanos = System.nanoTime();
    private long lastNanos = startNanos;

    ProgressLine(PrintStream out) {
      this.out = out;
    }

    @Override
    public void at(String step, double fraction, long samples) {
      long now = System.nanoTime();
      if (now - lastNanos >= PAUSE_NANOS) {
        lastNanos = now;
        double seconds = (now - startNanos) / 1e9;
        out.printf(
            "%s, %.0f %%: %d samples, %.0f a second%n",
            step, 100 * fraction, samples, samples / seconds);
      }
    }
  }

  @Override
  public Integer call() {
    throw new UsageException("tsdb import: from what? There is: prometheus");
  }

  @Command(
      name = "prometheus",
      description =
          "Import the data directory of a Prometheus that does not run, or a snapshot of it: blocks,"
              + " head chunks and log. May be repeated.")
  int prometheus(
      @Option(
              names = "--storage.tsdb.path",
              defaultValue = "data/",
              description = "Where to import to; no server may use it.")
          Path into,
      @Parameters(paramLabel = "DIR", description = "Data directory of Prometheus.") Path from) {
    try (Tsdb tsdb = OfflineStore.toWrite(into)) {
      PrometheusImport importing =
          new PrometheusImport(
              tsdb, tsdb::flush, into.resolve(MEMORY), new ProgressLine(System.err));
      return print(importing.run(from));
    } catch (IOException e) {
      System.err.println("vigie tsdb import prometheus: " + e.getMessage());
      return 1;
    }
  }

  private static int print(ImportReport report) {
    report.problems().forEach(problem -> System.err.println("DAMAGED " + problem));
    System.out.printf(
        "%d samples imported from %d blocks and the log (%d blocks were imported before), %d"
            + " exemplars; %d samples were there already%n",
        report.samples(),
        report.blocks(),
        report.skippedBlocks(),
        report.exemplars(),
        report.duplicates());
    if (report.conflicts() + report.refused() > 0) {
      System.err.printf(
          "%d samples left out because there is another value at that time, %d because their time"
              + " lies in the future%n",
          report.conflicts(), report.refused());
    }
    return report.problems().isEmpty() ? 0 : 1;
  }
}
