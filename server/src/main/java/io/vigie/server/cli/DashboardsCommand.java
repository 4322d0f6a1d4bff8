package io.vigie.server.cli;

import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.rules.check.RulesCheck;
import io.vigie.rules.lint.Finding.Severity;
import io.vigie.server.dashboard.DashboardDocument;
import io.vigie.server.dashboard.DashboardException;
import io.vigie.server.dashboard.lint.DashboardFinding;
import io.vigie.server.dashboard.lint.DashboardLint;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.v1.FindingJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie check dashboards`: which queries of dashboards do not show what their panels say.
@Command(
    name = "dashboards",
    description =
        "Check dashboards in Grafana's JSON: can they be read, and are their queries right?")
final class DashboardsCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--metadata",
      paramLabel = "URL|FILE",
      description =
          "Check with the types and units that a server with Prometheus' API knows, or that stand in"
              + " a file with its answer to /api/v1/metadata.")
  private @Nullable String metadata;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(names = "--lint-fatal", description = "Fail on warnings (exit code 3).")
  private boolean lintFatal;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of dashboards.")
  private List<Path> files = List.of();

  private DashboardsCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  static CommandLine commandLine() {
    return new CommandLine(new DashboardsCommand(System.out, System.err));
  }

  /// What is found in all files, and why some are none.
  private record Report(List<DashboardFinding> findings, List<String> problems) {
    int exitCode(boolean lintFatal) {
      boolean warns =
          findings.stream().anyMatch(each -> each.finding().severity() == Severity.WARNING);
      if (!problems.isEmpty()) {
        return RulesCheck.FAILURE;
      }
      return warns && lintFatal ? RulesCheck.LINT_FAILURE : RulesCheck.SUCCESS;
    }
  }

  @Override
  public Integer call() throws IOException {
    Function<String, Optional<MetricMetadata>> said =
        metadata == null ? _ -> Optional.empty() : MetadataSource.read(metadata)::of;
    DashboardLint lint = new DashboardLint(said);
    Report report = new Report(new ArrayList<>(), new ArrayList<>());
    files.forEach(file -> look(file, lint, report));
    if (json) {
      writeJson(report);
    }
    return report.exitCode(lintFatal);
  }

  private void look(Path file, DashboardLint lint, Report report) {
    print("Checking " + file);
    try {
      String text = YamlFile.text(file);
      List<DashboardFinding> findings =
          lint.look(file.toString(), DashboardDocument.parse(text), text);
      report.findings().addAll(findings);
      findings.forEach(finding -> print("  " + finding));
      print("  SUCCESS: " + findings.size() + " findings");
    } catch (IOException | DashboardException | ConfigException e) {
      report.problems().add(file + ": " + e.getMessage());
      if (!json) {
        err.println("  FAILED: " + file + ": " + e.getMessage());
      }
    }
    print("");
  }

  private void print(String line) {
    if (!json) {
      out.println(line);
    }
  }

  private void writeJson(Report report) throws IOException {
    JsonWriter writer = new JsonWriter(out);
    writer.beginObject().name("problems").strings(report.problems());
    FindingJson.writePanels(report.findings(), writer);
    writer.endObject().flush();
    out.println();
  }
}
