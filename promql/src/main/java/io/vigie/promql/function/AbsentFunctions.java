package io.vigie.promql.function;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// `absent` and `absent_over_time`: 1 at the steps at which there is nothing.
public final class AbsentFunctions {
  private AbsentFunctions() {}

  static List<StepSeries> absent(VectorCall call) {
    return absence(call.argument(0), false, call.grid().steps(), call.vector(0));
  }

  /// A series that is 1 where none of the given series has a sample; none if there is no such step.
  ///
  /// @param selected what was asked for; its equality matchers are the labels of the result
  public static List<StepSeries> absence(
      Expr selected, boolean dropsName, int steps, List<StepSeries> series) {
    StepColumn column = StepColumn.missing(steps);
    for (int step = 0; step < steps; step++) {
      if (noneAt(step, series)) {
        column.set(step, 1);
      }
    }
    return column.isEmpty()
        ? List.of()
        : List.of(new StepSeries(labels(selected), dropsName, column));
  }

  private static boolean noneAt(int step, List<StepSeries> series) {
    for (StepSeries one : series) {
      if (one.column().isPresent(step)) {
        return false;
      }
    }
    return true;
  }

  /// What a series that is missing would surely be labelled with.
  private static Labels labels(Expr selected) {
    return switch (selected) {
      case Expr.VectorSelector selector -> labels(selector.matchers());
      case Expr.MatrixSelector range -> labels(range.selector().matchers());
      default -> Labels.EMPTY;
    };
  }

  private static Labels labels(List<LabelMatcher> matchers) {
    Labels.Builder labels = Labels.builder();
    Set<String> seen = new HashSet<>();
    for (LabelMatcher matcher : matchers) {
      if (matcher.name().equals(Labels.METRIC_NAME)) {
        continue;
      }
      // A label that is asked for twice is not certain.
      if (matcher.operator() == LabelMatcher.Operator.EQUAL && seen.add(matcher.name())) {
        labels.set(matcher.name(), matcher.value());
      } else {
        labels.remove(matcher.name());
      }
    }
    return labels.build();
  }
}
