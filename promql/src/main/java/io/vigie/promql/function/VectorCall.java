package io.vigie.promql.function;

import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Span;
import io.vigie.promql.value.Remarks;
import io.vigie.promql.value.StepGrid;
import io.vigie.promql.value.StepSeries;
import java.util.List;

/// The evaluated arguments of a function of whole vectors, and what else it may ask.
public interface VectorCall {
  StepGrid grid();

  /// Where the call stands in the query.
  Span span();

  int argumentCount();

  /// An argument as it was written.
  Expr argument(int index);

  /// The series of an argument that is an instant vector, none of them empty.
  List<StepSeries> vector(int index);

  /// The values of an argument that is a scalar, one per step.
  double[] scalar(int index);

  /// The text of an argument that is a string.
  String text(int index);

  Remarks remarks();

  /// Whether names are dropped only at the end of the evaluation.
  boolean delaysNameRemoval();

  /// Goes on, or throws if the query is to stop.
  void pulse();

  /// The labels of a result that does not keep the metric name: dropped at once, or kept until the
  /// end if that is delayed.
  default Labels withoutName(Labels labels) {
    return delaysNameRemoval() ? labels : StepSeries.withoutMetadata(labels);
  }
}
