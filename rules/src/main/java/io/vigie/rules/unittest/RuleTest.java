package io.vigie.rules.unittest;

import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.GoText;
import io.vigie.promql.script.SeriesLine;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One test of a file: data, and what must come of them.
///
/// @param name empty if it has none
/// @param interval between the samples of the data
/// @param startMillis when it plays, milliseconds since the epoch; other times count from here
record RuleTest(
    String name,
    Duration interval,
    long startMillis,
    List<SeriesLine> data,
    List<AlertCase> alertCases,
    List<ExpressionCase> expressionCases,
    Labels externalLabels,
    URI externalUrl) {
  /// Which alerts of a name must fire at a time.
  record AlertCase(Duration at, String alertName, List<ExpectedAlert> alerts) {}

  /// @param labels with the alert's name
  record ExpectedAlert(Labels labels, Labels annotations) implements Comparable<ExpectedAlert> {
    @Override
    public int compareTo(ExpectedAlert other) {
      int order = labels.compareTo(other.labels);
      return order == 0 ? annotations.compareTo(other.annotations) : order;
    }

    @Override
    public String toString() {
      return "Labels:" + labels + " Annotations:" + annotations;
    }
  }

  /// What a query must answer at a time.
  record ExpressionCase(Duration at, String expression, List<ExpectedSample> samples) {}

  /// @param histogram in the notation of series; empty for a float
  record ExpectedSample(Labels labels, double value, Optional<String> histogram)
      implements Comparable<ExpectedSample> {
    @Override
    public int compareTo(ExpectedSample other) {
      return labels.compareTo(other.labels);
    }

    @Override
    public String toString() {
      return labels + " " + histogram.orElse(GoText.number(value));
    }
  }

  /// The last time that anything is asked for.
  Duration end() {
    Duration end = Duration.ZERO;
    for (AlertCase alertCase : alertCases) {
      end = end.compareTo(alertCase.at()) < 0 ? alertCase.at() : end;
    }
    for (ExpressionCase expressionCase : expressionCases) {
      end = end.compareTo(expressionCase.at()) < 0 ? expressionCase.at() : end;
    }
    return end;
  }
}
