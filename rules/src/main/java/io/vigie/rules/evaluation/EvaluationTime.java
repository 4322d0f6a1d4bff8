package io.vigie.rules.evaluation;

/// The instants of one evaluation, milliseconds since the epoch.
///
/// @param dueMillis when it was due; what alerts count from
/// @param queriedMillis what the expressions are asked for, and the timestamp of the samples:
///   earlier by the query offset
record EvaluationTime(long dueMillis, long queriedMillis) {}
