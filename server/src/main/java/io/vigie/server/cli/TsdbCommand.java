package io.vigie.server.cli;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.parse.ParserOptions;
import io.vigie.promql.parse.PromqlParseException;
import io.vigie.promql.parse.PromqlParser;
import io.vigie.tsdb.StoreCheck;
import io.vigie.tsdb.Tsdb;
import io.vigie.tsdb.part.PartInfo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie tsdb …`: looks at a data directory that no server uses, or adds to it. Flags and output
/// are those of `promtool tsdb`.
@Command(name = "tsdb", description = "Look at, or add to, a data directory that no server uses.")
final class TsdbCommand implements Callable<Integer> {
  private static final PromqlParser PARSER = new PromqlParser(ParserOptions.ALL_FEATURES);
  private static final int BUFFER_BYTES = 1 << 16;

  private TsdbCommand() {}

  static CommandLine commandLine() {
    return new CommandLine(new TsdbCommand())
        .addSubcommand(new TsdbBackfillCommand())
        .addSubcommand(new TsdbImportCommand());
  }

  @Override
  public Integer call() {
    throw new UsageException(
        "tsdb: what? There are: analyze, check, create-blocks-from, dump, dump-openmetrics, import,"
            + " list");
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

  @Command(name = "list", description = "List the parts that samples lie in.")
  int list(
      @Option(
              names = {"-r", "--human-readable"},
              description = "Print times and sizes for people.")
          boolean humanReadable,
      @Parameters(paramLabel = "DIR", arity = "0..1", defaultValue = "data/") Path directory) {
    return reading(
        "list", directory, (tsdb, out) -> new StoreListing(humanReadable).print(tsdb.parts(), out));
  }

  @Command(name = "analyze", description = "Say which labels a partition has most of.")
  int analyze(
      @Option(names = "--limit", defaultValue = "20", description = "Entries of each list.")
          int limit,
      @Option(names = "--extended", description = "Also say how large the parts are.")
          boolean extended,
      @Option(names = "--match", defaultValue = "", description = "Only series that match.")
          String match,
      @Parameters(paramLabel = "DIR", arity = "0..1", defaultValue = "data/") Path directory,
      @Parameters(
              paramLabel = "PARTITION",
              arity = "0..1",
              description = "First part of a name that list prints; default is the last.")
          @Nullable String partition) {
    return reading(
        "analyze",
        directory,
        (tsdb, out) -> {
          List<LabelMatcher> matchers = match.isEmpty() ? List.of() : PARSER.parseSelector(match);
          List<PartInfo> parts = partsOf(tsdb.parts(), partition);
          new StoreAnalysis(tsdb, parts, limit, out).print(matchers, match, extended);
        });
  }

  private static List<PartInfo> partsOf(List<PartInfo> all, @Nullable String partition)
      throws IOException {
    if (all.isEmpty()) {
      throw new IOException("there are no samples in it");
    }
    String wanted =
        partition == null ? Long.toString(all.getLast().partitionStartMillis()) : partition;
    List<PartInfo> parts =
        all.stream()
            .filter(part -> StoreListing.identifier(part).startsWith(wanted + "/"))
            .toList();
    if (parts.isEmpty()) {
      throw new IOException("there is no partition " + wanted + "; vigie tsdb list names them");
    }
    return parts;
  }

  @Command(name = "dump", description = "Print samples.")
  int dump(
      @Mixin DumpOptions options,
      @Option(
              names = "--format",
              defaultValue = "prom",
              description = "prom, or seriesjson for labels only.")
          String format) {
    StoreDump.Format known =
        switch (format) {
          case "prom" -> StoreDump.Format.PROM;
          case "seriesjson" -> StoreDump.Format.SERIES_JSON;
          default ->
              throw new UsageException(
                  "tsdb dump: \"" + format + "\" is no format; there are prom, seriesjson");
        };
    return dump("dump", options, known);
  }

  @Command(
      name = "dump-openmetrics",
      description = "Print samples as OpenMetrics text; native histograms cannot be said so.")
  int dumpOpenMetrics(@Mixin DumpOptions options) {
    return dump("dump-openmetrics", options, StoreDump.Format.OPENMETRICS);
  }

  /// What both ways of printing have.
  static final class DumpOptions {
    @Option(names = "--match", defaultValue = "{__name__=~'(?s:.*)'}", description = "Selector.")
    private List<String> match = List.of();

    @Option(names = "--min-time", defaultValue = "" + Long.MIN_VALUE, description = "Milliseconds.")
    private long minMillis;

    @Option(names = "--max-time", defaultValue = "" + Long.MAX_VALUE, description = "Milliseconds.")
    private long maxMillis;

    /// Nothing is copied to read a store, so there is nothing to put there.
    @Option(names = "--sandbox-dir-root", description = "Accepted; nothing is copied here.")
    void sandbox(Path ignored) {}

    @Parameters(paramLabel = "DIR", arity = "0..1", defaultValue = "data/")
    private Path directory = Path.of("data");
  }

  private static int dump(String command, DumpOptions options, StoreDump.Format format) {
    if (options.minMillis > options.maxMillis) {
      throw new UsageException("tsdb " + command + ": --min-time is after --max-time");
    }
    TimeRange range = new TimeRange(options.minMillis, options.maxMillis);
    return reading(
        command,
        options.directory,
        (tsdb, out) -> {
          List<List<LabelMatcher>> selectors = PARSER.parseSelectors(options.match);
          long leftOut = new StoreDump(tsdb, range, format, out).print(selectors);
          if (leftOut > 0) {
            System.err.println(leftOut + " samples of native histograms are left out");
          }
        });
  }

  /// Something done with an opened store.
  @FunctionalInterface
  private interface Reading {
    void with(Tsdb tsdb, PrintStream out) throws IOException, PromqlParseException;
  }

  private static int reading(String command, Path directory, Reading reading) {
    try (Tsdb tsdb = OfflineStore.toRead(directory)) {
      PrintStream out =
          new PrintStream(
              new BufferedOutputStream(System.out, BUFFER_BYTES), false, StandardCharsets.UTF_8);
      reading.with(tsdb, out);
      out.flush();
      return 0;
    } catch (IOException | UncheckedIOException | PromqlParseException e) {
      System.err.println("vigie tsdb " + command + ": " + e.getMessage());
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
