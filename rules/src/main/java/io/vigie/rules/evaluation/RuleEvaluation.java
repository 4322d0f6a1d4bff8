package io.vigie.rules.evaluation;

import io.vigie.promql.value.VectorElement;
import io.vigie.rules.file.RuleDefinition;
import java.util.List;

/// What a rule does when its time has come. Not thread-safe: a group evaluates a rule once at a
/// time.
sealed interface RuleEvaluation permits RecordingRule, AlertingRule {
  RuleDefinition definition();

  /// Asks, and gives the samples to store.
  ///
  /// @param limit of the group; 0 is none
  /// @throws RuleException if the answer cannot be used
  /// @throws io.vigie.promql.eval.QueryException if there is no answer
  List<VectorElement> evaluate(EvaluationTime time, long limit);
}
