package io.vigie.promql.eval;

import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `and`, `or` and `unless`: elements stay or go by what the other side has under the same key. The
/// keys are computed once per series, presence is a bit set per key.
final class SetOperators {
  private final MatchKeys keys;

  private SetOperators(MatchKeys keys) {
    this.keys = keys;
  }

  static List<StepSeries> evaluate(
      Expr.Binary expr, List<StepSeries> left, List<StepSeries> right) {
    SetOperators operators = new SetOperators(new MatchKeys(expr.matching()));
    return switch (expr.operator()) {
      case AND -> operators.masked(left, operators.presence(right), true);
      case UNLESS -> operators.masked(left, operators.presence(right), false);
      case OR -> operators.union(left, right);
      default -> throw new IllegalArgumentException(expr.operator() + " is no set operator");
    };
  }

  private Map<Labels, BitSet> presence(List<StepSeries> series) {
    Map<Labels, BitSet> presence = new HashMap<>();
    for (StepSeries one : series) {
      BitSet steps = presence.computeIfAbsent(keys.key(one.labels()), _ -> new BitSet());
      for (int step = 0; step < one.column().steps(); step++) {
        if (one.column().isPresent(step)) {
          steps.set(step);
        }
      }
    }
    return presence;
  }

  /// Keeps the samples at steps that are, or are not, in the mask of their key.
  private List<StepSeries> masked(
      List<StepSeries> series, Map<Labels, BitSet> masks, boolean keepPresent) {
    BitSet none = new BitSet();
    List<StepSeries> kept = new ArrayList<>();
    for (StepSeries one : series) {
      BitSet mask = masks.getOrDefault(keys.key(one.labels()), none);
      StepColumn column = one.column();
      for (int step = 0; step < column.steps(); step++) {
        if (mask.get(step) != keepPresent) {
          column.remove(step);
        }
      }
      if (!column.isEmpty()) {
        kept.add(one);
      }
    }
    return kept;
  }

  private List<StepSeries> union(List<StepSeries> left, List<StepSeries> right) {
    List<StepSeries> union = new ArrayList<>(left);
    union.addAll(masked(right, presence(left), false));
    return union;
  }
}
