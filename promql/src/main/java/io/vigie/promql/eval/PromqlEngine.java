package io.vigie.promql.eval;

import io.vigie.model.metric.MetricStore;
import io.vigie.model.time.Ticker;
import io.vigie.promql.ast.Expr;

/// Answers PromQL queries from a [MetricStore]. Thread-safe; many queries may run at once.
@SuppressWarnings("DoNotCallSuggester")
public final class PromqlEngine {
  private final MetricStore store;
  private final EngineOptions options;
  private final Ticker ticker;
  private final ActiveQueries activeQueries;

  /// @param ticker measures how long a query takes
  public PromqlEngine(MetricStore store, EngineOptions options, Ticker ticker) {
    this.store = store;
    this.options = options;
    this.ticker = ticker;
    this.activeQueries = new ActiveQueries(ticker, options.maxConcurrency());
  }

  /// Evaluates a query at one instant.
  ///
  /// @param timestampMillis the instant, milliseconds since the epoch
  /// @throws QueryException if there is no answer
  public QueryResult instant(String query, long timestampMillis, QueryOptions queryOptions) {
    throw new QueryException(QueryException.Kind.EXECUTION, "queries cannot be evaluated yet");
  }

  /// As [#instant(String, long, QueryOptions)], for a tree that is parsed already.
  ///
  /// @param query the text the tree comes from, for positions in remarks and for the list of
  ///   running queries
  public QueryResult instant(
      Expr expr, String query, long timestampMillis, QueryOptions queryOptions) {
    throw new QueryException(QueryException.Kind.EXECUTION, "queries cannot be evaluated yet");
  }

  /// Evaluates a query at every step from `startMillis` to `endMillis`.
  ///
  /// @param startMillis the first step, milliseconds since the epoch
  /// @param endMillis the last step is not after this
  /// @param stepMillis distance of the steps, greater than 0
  /// @throws QueryException if there is no answer
  public QueryResult range(
      String query, long startMillis, long endMillis, long stepMillis, QueryOptions queryOptions) {
    throw new QueryException(QueryException.Kind.EXECUTION, "queries cannot be evaluated yet");
  }

  /// As [#range(String, long, long, long, QueryOptions)], for a tree that is parsed already.
  ///
  /// @param query the text the tree comes from
  public QueryResult range(
      Expr expr,
      String query,
      long startMillis,
      long endMillis,
      long stepMillis,
      QueryOptions queryOptions) {
    throw new QueryException(QueryException.Kind.EXECUTION, "queries cannot be evaluated yet");
  }

  /// The queries that run or wait now.
  public ActiveQueries activeQueries() {
    return activeQueries;
  }

  public EngineOptions options() {
    return options;
  }

  MetricStore store() {
    return store;
  }

  Ticker ticker() {
    return ticker;
  }
}
