package io.vigie.promql.eval;

import io.vigie.promql.value.QueryStatistics;
import io.vigie.promql.value.StepGrid;

/// Is told of every query that an engine evaluated, for logs and metrics; not of one that cannot be
/// parsed. Called by the thread that asked, so that it knows on whose behalf ([QueryOrigin]); must
/// be quick and thread-safe.
public interface QueryListener {
  /// Does nothing.
  QueryListener NONE =
      new QueryListener() {
        @Override
        public void answered(String query, StepGrid grid, QueryStatistics statistics) {}

        @Override
        public void failed(String query, StepGrid grid, QueryException failure, long tookNanos) {}
      };

  /// There is an answer.
  void answered(String query, StepGrid grid, QueryStatistics statistics);

  /// There is none.
  ///
  /// @param tookNanos from the question to the failure, waiting included
  void failed(String query, StepGrid grid, QueryException failure, long tookNanos);
}
