package io.vigie.server.cli;

import io.vigie.config.yaml.ConfigException;
import io.vigie.rules.lint.Finding;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.v1.FindingJson;
import io.vigie.server.kubernetes.KubernetesCheck;
import io.vigie.server.kubernetes.KubernetesReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie check kubernetes`: monitors, rules and configuration for a cluster, before it gets them.
@Command(
    name = "kubernetes",
    description = "Check manifests: Services, monitors, rules, and configuration in ConfigMaps.")
final class KubernetesCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--config.file",
      paramLabel = "FILE",
      description = "The prometheus.yml that scrapes the same applications, to compare with.")
  private @Nullable Path config;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(names = "--lint-fatal", description = "Fail on warnings (exit code 3).")
  private boolean lintFatal;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Manifests used together.")
  private List<Path> files = List.of();

  private KubernetesCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  static CommandLine commandLine() {
    return new CommandLine(new KubernetesCommand(System.out, System.err));
  }

  @Override
  public Integer call() throws IOException {
    KubernetesReport report;
    try {
      report = new KubernetesCheck(Optional.ofNullable(config)).run(files);
    } catch (IOException | ConfigException e) {
      err.println("  FAILED: --config.file: " + e.getMessage());
      return KubernetesReport.FAILURE;
    }
    if (json) {
      writeJson(report);
    } else {
      report.files().forEach(file -> print(file, report));
    }
    return report.exitCode(lintFatal);
  }

  private void print(String file, KubernetesReport report) {
    out.println("Checking " + file);
    report.findings(file).forEach(finding -> out.println("  " + finding));
    List<String> problems = report.problems(file);
    problems.forEach(problem -> err.println("  FAILED: " + problem));
    if (problems.isEmpty()) {
      out.println("  SUCCESS: " + report.manifests(file) + " manifests found");
    }
    out.println();
  }

  private void writeJson(KubernetesReport report) throws IOException {
    JsonWriter writer = new JsonWriter(out);
    writer.beginObject().name("manifests");
    writer.number((long) report.files().stream().mapToInt(report::manifests).sum());
    writer.name("problems").strings(ofAll(report.files(), report::problems));
    List<Finding> findings = ofAll(report.files(), report::findings);
    FindingJson.writeList(findings, writer);
    writer.endObject().flush();
    out.println();
  }

  private static <T> List<T> ofAll(List<String> files, Function<String, List<T>> what) {
    return files.stream().map(what).flatMap(List::stream).toList();
  }
}
