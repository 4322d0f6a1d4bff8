package io.vigie.promql.eval;

import io.vigie.promql.explain.Explanation;
import java.util.Optional;

/// How a query was answered, or how far it came.
///
/// @param result the answer; empty if there is none
/// @param failure why there is no answer; empty if there is one
public record ExplainedQuery(
    Explanation explanation, Optional<QueryResult> result, Optional<QueryException> failure) {}
