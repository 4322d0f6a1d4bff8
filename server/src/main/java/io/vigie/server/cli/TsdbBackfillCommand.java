package io.vigie.server.cli;

import io.vigie.config.yaml.ConfigException;
import io.vigie.ingest.exposition.ExpositionException;
import io.vigie.rules.file.RuleFile;
import io.vigie.tsdb.Tsdb;
import io.vigie.tsdb.part.PartInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie tsdb create-blocks-from …`: adds history to a data directory.
@Command(
    name = "create-blocks-from",
    description = "Add history: from a file, or what rules would have recorded.")
final class TsdbBackfillCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new UsageException("tsdb create-blocks-from: what? There are: openmetrics, rules");
  }

  @Command(name = "openmetrics", description = "Add the samples of an OpenMetrics file.")
  int openMetrics(
      @Option(
              names = {"-r", "--human-readable"},
              description = "Print times and sizes for people.")
          boolean humanReadable,
      @Option(
              names = {"-q", "--quiet"},
              description = "Do not print what was made.")
          boolean quiet,
      @Option(names = "--label", description = "Label to put on every series: name=value.")
          Map<String, String> labels,
      @Parameters(paramLabel = "FILE", description = "OpenMetrics text, every sample with a time.")
          Path file,
      @Parameters(paramLabel = "DIR", arity = "0..1", defaultValue = "data/") Path directory) {
    try (Tsdb tsdb = OfflineStore.toWrite(directory)) {
      Set<PartInfo> before = new HashSet<>(tsdb.parts());
      OpenMetricsBackfill.Outcome outcome =
          new OpenMetricsBackfill(tsdb, labels == null ? Map.of() : labels).run(file);
      tsdb.flush();
      if (!quiet) {
        List<PartInfo> made = tsdb.parts().stream().filter(part -> !before.contains(part)).toList();
        new StoreListing(humanReadable).print(made, System.out);
      }
      if (outcome.duplicates() + outcome.refused() > 0) {
        System.err.printf(
            "%d samples added, %d were there already, %d refused: their series have other values at"
                + " those times, or the times lie in the future%n",
            outcome.appended(), outcome.duplicates(), outcome.refused());
      }
      return outcome.refused() > 0 ? 1 : 0;
    } catch (IOException | ExpositionException e) {
      System.err.println("vigie tsdb create-blocks-from openmetrics: " + e.getMessage());
      return 1;
    }
  }

  @Command(
      name = "rules",
      description =
          "Add what recording rules would have recorded, had they been there. Alerting rules are not"
              + " evaluated. A rule that reads another one's series needs those to be there first.")
  int rules(
      @Mixin RuleSource source,
      @Option(
              names = {"-r", "--human-readable"},
              description = "Print times and sizes for people.")
          boolean humanReadable,
      @Option(
              names = {"-q", "--quiet"},
              description = "Do not print what was made.")
          boolean quiet,
      @Option(
              names = "--output-dir",
              defaultValue = "data/",
              description = "Data directory to add to; no server may use it.")
          Path directory) {
    try {
      List<RuleFile> rules = source.rules();
      try (Tsdb tsdb = OfflineStore.toWrite(directory)) {
        Set<PartInfo> before = new HashSet<>(tsdb.parts());
        RuleBackfill.Outcome outcome = source.run(tsdb, rules);
        tsdb.flush();
        if (!quiet) {
          List<PartInfo> made =
              tsdb.parts().stream().filter(part -> !before.contains(part)).toList();
          new StoreListing(humanReadable).print(made, System.out);
        }
        return report(outcome);
      }
    } catch (IOException | ConfigException e) {
      System.err.println("vigie tsdb create-blocks-from rules: " + e.getMessage());
      return 1;
    }
  }

  private static int report(RuleBackfill.Outcome outcome) {
    if (outcome.duplicates() + outcome.refused() + outcome.histograms() > 0) {
      System.err.printf(
          "%d samples added, %d were there already, %d refused because their series have other"
              + " values at those times; %d native histograms left out, which the query API does"
              + " not give in full%n",
          outcome.appended(), outcome.duplicates(), outcome.refused(), outcome.histograms());
    }
    return outcome.refused() + outcome.histograms() > 0 ? 1 : 0;
  }
}
