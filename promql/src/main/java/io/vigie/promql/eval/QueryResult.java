package io.vigie.promql.eval;

import io.vigie.promql.value.Annotations;
import io.vigie.promql.value.QueryStatistics;
import io.vigie.promql.value.Value;

/// The answer to a query, with what is to be said beside it.
public record QueryResult(Value value, Annotations annotations, QueryStatistics statistics) {}
