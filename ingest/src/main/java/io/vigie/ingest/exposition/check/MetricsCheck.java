package io.vigie.ingest.exposition.check;

import io.vigie.ingest.exposition.ExpositionReader;
import io.vigie.ingest.exposition.Expositions;
import io.vigie.ingest.exposition.ReaderOptions;
import io.vigie.ingest.exposition.ScrapeProtocol;
import io.vigie.ingest.exposition.check.MetricsLint.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Checks a Prometheus text exposition as `promtool check metrics` does: same messages, same exit
/// codes.
public final class MetricsCheck {
  /// Nothing to find fault with.
  public static final int EXIT_OK = 0;

  /// Not metrics, not readable, or nothing to do.
  public static final int EXIT_FAILURE = 1;

  /// Metrics that do not keep to the conventions.
  public static final int EXIT_LINT = 3;

  private static final int COLUMN_GAP = 4;

  private final boolean extended;
  private final boolean lint;

  /// @param extended print how many series each metric has
  /// @param lint print what does not keep to the conventions
  public MetricsCheck(boolean extended, boolean lint) {
    this.extended = extended;
    this.lint = lint;
  }

  /// Checks everything up to the end of the input and answers the exit code.
  ///
  /// @param out where the cardinalities go
  /// @param errors where problems go
  public int run(InputStream in, PrintStream out, PrintStream errors) {
    if (!extended && !lint) {
      errors.println("error: at least one of --extended or linting must be enabled");
      errors.println(
          "Use --extended for cardinality analysis, or remove --lint=none to enable linting");
      return EXIT_FAILURE;
    }
    Collection<MetricFamily> families;
    try {
      families = read(in);
    } catch (MalformedMetricsException | IOException e) {
      String doing =
          lint ? "error while linting: " : "error while parsing text to metric families: ";
      errors.println(doing + e.getMessage());
      return EXIT_FAILURE;
    }
    List<Problem> problems = lint ? MetricsLint.problems(families) : List.of();
    problems.forEach(problem -> errors.println(problem.metricName() + " " + problem.text()));
    if (extended) {
      printCardinalities(families, out);
    }
    return problems.isEmpty() ? EXIT_OK : EXIT_LINT;
  }

  private static Collection<MetricFamily> read(InputStream in)
      throws IOException, MalformedMetricsException {
    byte[] body = in.readAllBytes();
    ExpositionReader reader =
        Expositions.open(
            body, body.length, ScrapeProtocol.PROMETHEUS_TEXT_0_0_4, ReaderOptions.DEFAULT);
    return MetricFamilies.of(reader);
  }

  private static void printCardinalities(Collection<MetricFamily> families, PrintStream out) {
    List<MetricFamily> most =
        families.stream()
            .sorted(Comparator.comparingInt(MetricFamily::cardinality).reversed())
            .toList();
    int total = most.stream().mapToInt(MetricFamily::cardinality).sum();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Metric", "Cardinality", "Percentage"));
    for (MetricFamily family : most) {
      String share = String.format(Locale.ROOT, "%.2f%%", 100.0 * family.cardinality() / total);
      rows.add(List.of(family.name(), Integer.toString(family.cardinality()), share));
    }
    rows.add(List.of("Total", Integer.toString(total), "100%"));
    printTable(rows, out);
  }

  private static void printTable(List<List<String>> rows, PrintStream out) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        int length = row.get(column).codePointCount(0, row.get(column).length());
        widths[column] = Math.max(widths[column], length + COLUMN_GAP);
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String cell = row.get(column);
        line.append(cell);
        line.repeat(' ', widths[column] - cell.codePointCount(0, cell.length()));
      }
      out.println(line);
    }
  }
}
