package io.vigie.server.dashboard.lint;

import io.vigie.model.metric.MetricMetadata;
import io.vigie.promql.parse.PromqlParseException;
import io.vigie.rules.lint.Finding;
import io.vigie.rules.lint.Finding.Severity;
import io.vigie.rules.lint.KnownMetrics;
import io.vigie.rules.lint.PanelLint;
import io.vigie.rules.lint.SaidMetrics;
import io.vigie.rules.lint.Wording;
import io.vigie.server.dashboard.DashboardDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.StringNode;

/// Looks at all queries of a dashboard: which do not show what their panel says. Thread-safe.
public final class DashboardLint {
  /// A dashboard with more queries is none that people look at.
  private static final int MAX_QUERIES = 5_000;

  private final KnownMetrics metrics;

  /// @param metadata of a metric, or of the family that it is a part of
  public DashboardLint(Function<String, Optional<MetricMetadata>> metadata) {
    this.metrics = new SaidMetrics(metadata);
  }

  /// @param name of the file or of the dashboard
  /// @param text of the file, in which lines are counted; empty if there is none
  public List<DashboardFinding> look(String name, DashboardDocument dashboard, String text) {
    List<DashboardFinding> findings = new ArrayList<>();
    int from = 0;
    for (PanelQuery query :
        PanelReader.queries(dashboard.json()).stream().limit(MAX_QUERIES).toList()) {
      int at = indexOf(text, query.expression(), from);
      from = at < 0 ? from : at + 1;
      findings.addAll(look(name, line(text, at), query));
    }
    return findings;
  }

  /// Queries stand in a file in the order of its panels, most often.
  private static int indexOf(String text, String expression, int from) {
    String json = StringNode.valueOf(expression).toString();
    // As Grafana writes it.
    String escaped = json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    return Stream.of(json, escaped)
        .flatMapToInt(each -> IntStream.of(text.indexOf(each, from), text.indexOf(each)))
        .filter(index -> index >= 0)
        .findFirst()
        .orElse(-1);
  }

  /// The first, if it is not known.
  private static int line(String text, int index) {
    return 1 + (int) text.substring(0, Math.max(index, 0)).chars().filter(c -> c == '\n').count();
  }

  private List<DashboardFinding> look(String file, int line, PanelQuery query) {
    try {
      QueryVariables.Parsed parsed = QueryVariables.parse(query.expression());
      return PanelLint.check(file, line, query.name(), query.panel(), parsed.tree(), metrics)
          .stream()
          .map(finding -> finding(query, restored(finding, parsed.variables())))
          .toList();
    } catch (PromqlParseException e) {
      // Of what a variable may bring nothing is known.
      return QueryVariables.areIn(query.expression())
          ? List.of()
          : List.of(finding(query, syntax(file, line, query, e)));
    }
  }

  private static DashboardFinding finding(PanelQuery query, Finding finding) {
    return new DashboardFinding(query.panel().title(), query.refId(), query.expression(), finding);
  }

  private static Finding syntax(
      String file, int line, PanelQuery query, PromqlParseException problem) {
    return new Finding(
        file,
        line,
        query.name(),
        "syntax",
        Severity.WARNING,
        List.of(Wording.verbatim("could not parse expression: " + problem.getMessage())),
        Wording.verbatim("an expression of PromQL"));
  }

  /// With variables where they stood.
  private static Finding restored(Finding finding, QueryVariables variables) {
    return new Finding(
        finding.file(),
        finding.line(),
        finding.rule(),
        finding.check(),
        finding.severity(),
        finding.because().stream().map(each -> restored(each, variables)).toList(),
        restored(finding.instead(), variables));
  }

  private static Wording restored(Wording wording, QueryVariables variables) {
    return new Wording(
        wording.code(),
        variables.restored(wording.english()),
        wording.arguments().stream().map(variables::restored).toList());
  }
}
