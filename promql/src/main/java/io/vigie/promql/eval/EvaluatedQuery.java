package io.vigie.promql.eval;

import io.vigie.promql.value.QueryStatistics;
import io.vigie.promql.value.Remarks;
import io.vigie.promql.value.Value;
import java.util.List;

/// What the evaluation of a query gave, before its remarks are put into words.
///
/// @param storeWarnings what the store could not give
record EvaluatedQuery(
    Value value, Remarks remarks, List<String> storeWarnings, QueryStatistics statistics) {
  /// The result as callers see it.
  ///
  /// @param query the text that positions in remarks refer to
  QueryResult toResult(String query) {
    return new QueryResult(
        value, remarks.toAnnotations(query).withWarnings(storeWarnings), statistics);
  }
}
