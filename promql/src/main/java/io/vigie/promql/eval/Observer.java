package io.vigie.promql.eval;

import io.vigie.model.time.TimeRange;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.value.StepSeries;
import java.util.List;
import java.util.function.Function;

/// Looks on while the tree of a query is evaluated. Called by the thread that walks the tree; what
/// it hands back in place of a source is used by all threads of the query.
interface Observer {
  /// Looks at nothing, and costs a call per node of the tree.
  Observer NONE = new Observer() {};

  /// A selector is opened.
  ///
  /// @param range where its samples are looked for
  /// @param series how many series match
  default void selected(Expr.VectorSelector selector, TimeRange range, int series) {}

  /// Evaluates a node to an instant vector.
  default SeriesSource vector(Expr node, Scope scope, Function<Scope, SeriesSource> evaluation) {
    return evaluation.apply(scope);
  }

  /// Evaluates a node to a scalar.
  default double[] scalar(Expr node, Scope scope, Function<Scope, double[]> evaluation) {
    return evaluation.apply(scope);
  }

  /// Where the samples of a range vector are to be counted.
  default Scope range(Expr node, Scope scope) {
    return scope;
  }

  /// The samples of a range vector are about to be read.
  default SampleSource samples(Expr node, SampleSource samples) {
    return samples;
  }

  /// Two vectors are about to be matched; their columns may change thereby.
  default void matching(Expr.Binary node, List<StepSeries> left, List<StepSeries> right) {}

  /// Two vectors have been matched.
  default void matched(Expr.Binary node, List<StepSeries> result) {}
}
