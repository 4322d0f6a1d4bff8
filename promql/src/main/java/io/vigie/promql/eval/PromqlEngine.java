package io.vigie.promql.eval;

import io.vigie.model.metric.MetricStore;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.telemetry.Span;
import io.vigie.model.time.Ticker;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.cache.RangeCache;
import io.vigie.promql.parse.ParserOptions;
import io.vigie.promql.parse.PromqlParseException;
import io.vigie.promql.parse.PromqlParser;
import io.vigie.promql.value.StepGrid;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Answers PromQL queries from a [MetricStore]. Thread-safe; many queries may run at once, up to
/// the limit of the options, others wait.
public final class PromqlEngine {
  /// Attribute of spans.
  private static final String EXPRESSION = "promql.expression";

  private final MetricStore store;
  private final Ticker ticker;
  private final QueryListener listener;
  private final PromqlParser parser;
  private final ActiveQueries activeQueries;
  private final SlowQueries slowQueries;
  private final Workers workers;
  private final RangeCache cache;
  private volatile EngineOptions options;

  /// @param ticker measures how long a query takes
  public PromqlEngine(MetricStore store, EngineOptions options, Ticker ticker) {
    this(store, options, ticker, QueryListener.NONE, Meters.NONE);
  }

  /// @param listener is told of each query, by the thread that asked
  public PromqlEngine(
      MetricStore store,
      EngineOptions options,
      Ticker ticker,
      QueryListener listener,
      Meters meters) {
    this.store = store;
    this.options = options;
    this.ticker = ticker;
    this.listener = listener;
    this.parser = new PromqlParser(parserOptions(options));
    this.activeQueries = new ActiveQueries(ticker, options.maxConcurrency());
    this.slowQueries = new SlowQueries(ticker);
    this.workers = new Workers(options.parallelism());
    this.cache = new RangeCache(options.cacheBytes(), meters);
  }

  private PromqlEngine(PromqlEngine shared, MetricStore store) {
    this.store = store;
    this.options = shared.options;
    this.ticker = shared.ticker;
    this.listener = QueryListener.NONE;
    this.parser = shared.parser;
    this.activeQueries = shared.activeQueries;
    this.slowQueries = shared.slowQueries;
    this.workers = shared.workers;
    this.cache = new RangeCache(0, Meters.NONE);
  }

  /// An engine that answers from another store, within the limits of this one: its queries wait for
  /// the same slots, are listed among the same running queries, and keep no answers.
  public PromqlEngine over(MetricStore otherStore) {
    return new PromqlEngine(this, otherStore);
  }

  private static ParserOptions parserOptions(EngineOptions options) {
    return ParserOptions.DEFAULT
        .withExperimentalFunctions(options.has(QueryFeature.EXPERIMENTAL_FUNCTIONS))
        .withDurationExpressions(options.has(QueryFeature.DURATION_EXPRESSIONS))
        .withExtendedRangeSelectors(options.has(QueryFeature.EXTENDED_RANGE_SELECTORS))
        .withFillModifiers(options.has(QueryFeature.FILL_MODIFIERS));
  }

  /// The parser with the features of this engine.
  public PromqlParser parser() {
    return parser;
  }

  /// Evaluates a query at one instant.
  ///
  /// @param timestampMillis the instant, milliseconds since the epoch
  /// @throws QueryException if there is no answer
  public QueryResult instant(String query, long timestampMillis, QueryOptions queryOptions) {
    return instant(parse(query), query, timestampMillis, queryOptions);
  }

  /// As [#instant(String, long, QueryOptions)], for a tree that is parsed already.
  ///
  /// @param query the text the tree comes from, for positions in remarks and for the list of
  ///   running queries
  public QueryResult instant(
      Expr expr, String query, long timestampMillis, QueryOptions queryOptions) {
    Expr prepared = new QueryPreparation(timestampMillis, timestampMillis, 0).prepare(expr);
    StepGrid instant = StepGrid.instant(timestampMillis);
    EvaluatedQuery answer =
        run(
            new Question(prepared, query, instant, false, instant),
            queryOptions,
            limits(queryOptions, deadlineNanos(queryOptions)),
            Observer.NONE);
    listener.answered(query, instant, answer.statistics());
    return answer.toResult(query);
  }

  /// As [#instant(String, long, QueryOptions)], with an account of how the answer came about. A
  /// query that fails on its data is accounted for as far as it came.
  ///
  /// @throws QueryException if the query makes no sense, was stopped or took too much
  public ExplainedQuery explainInstant(
      String query, long timestampMillis, QueryOptions queryOptions) {
    Expr prepared = new QueryPreparation(timestampMillis, timestampMillis, 0).prepare(parse(query));
    return explain(prepared, query, StepGrid.instant(timestampMillis), false, queryOptions);
  }

  /// Evaluates a query at every step from `startMillis` to `endMillis`.
  ///
  /// @param startMillis the first step, milliseconds since the epoch
  /// @param endMillis the last step is not after this
  /// @param stepMillis distance of the steps, greater than 0
  /// @throws QueryException if there is no answer
  public QueryResult range(
      String query, long startMillis, long endMillis, long stepMillis, QueryOptions queryOptions) {
    return range(parse(query), query, startMillis, endMillis, stepMillis, queryOptions);
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
    requireRangeable(expr);
    Expr prepared = new QueryPreparation(startMillis, endMillis, stepMillis).prepare(expr);
    StepGrid grid = grid(startMillis, endMillis, stepMillis);
    long deadlineNanos = deadlineNanos(queryOptions);
    EvaluatedQuery answer =
        new CachedRanges(cache, store.changes(), options)
            .answer(
                new CachedRanges.RangeQuery(expr, prepared, query, grid, endMillis),
                queryOptions,
                steps ->
                    run(
                        new Question(prepared, query, steps, true, grid),
                        queryOptions,
                        limits(queryOptions, deadlineNanos),
                        Observer.NONE));
    listener.answered(query, grid, answer.statistics());
    return answer.toResult(query);
  }

  /// As [#range(String, long, long, long, QueryOptions)], with an account of how the answer came
  /// about.
  ///
  /// @throws QueryException if the query makes no sense, was stopped or took too much
  public ExplainedQuery explainRange(
      String query, long startMillis, long endMillis, long stepMillis, QueryOptions queryOptions) {
    Expr expr = parse(query);
    requireRangeable(expr);
    Expr prepared = new QueryPreparation(startMillis, endMillis, stepMillis).prepare(expr);
    return explain(prepared, query, grid(startMillis, endMillis, stepMillis), true, queryOptions);
  }

  private static void requireRangeable(Expr expr) {
    if (!QueryExecution.isRangeable(expr.type())) {
      throw new QueryException(
          QueryException.Kind.BAD_DATA,
          "invalid expression type \""
              + expr.type().title()
              + "\" for range query, must be Scalar or instant Vector");
    }
  }

  private static StepGrid grid(long startMillis, long endMillis, long stepMillis) {
    try {
      return StepGrid.between(startMillis, endMillis, stepMillis);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new QueryException(
          QueryException.Kind.BAD_DATA,
          "cannot evaluate from %d to %d ms in steps of %d ms"
              .formatted(startMillis, endMillis, stepMillis),
          e);
    }
  }

  private Expr parse(String query) {
    try {
      return Span.current()
          .child("promql parse")
          .set(EXPRESSION, query)
          .call(() -> parser.parse(query));
    } catch (PromqlParseException e) {
      throw QueryException.of(QueryException.Kind.BAD_DATA, e);
    }
  }

  /// What is to be evaluated.
  ///
  /// @param grid the steps to compute
  /// @param asked the steps that were asked for, of which some may be known already
  private record Question(
      Expr expr, String query, StepGrid grid, boolean isRange, StepGrid asked) {}

  private ExplainedQuery explain(
      Expr expr, String query, StepGrid grid, boolean isRange, QueryOptions queryOptions) {
    QueryLimits limits = limits(queryOptions, deadlineNanos(queryOptions));
    Recorder recorder = new Recorder(ticker, limits);
    Optional<QueryResult> result = Optional.empty();
    Optional<QueryException> failure = Optional.empty();
    try {
      Question question = new Question(expr, query, grid, isRange, grid);
      EvaluatedQuery answer = run(question, queryOptions, limits, recorder);
      listener.answered(query, grid, answer.statistics());
      result = Optional.of(answer.toResult(query));
    } catch (QueryException e) {
      if (e.kind() != QueryException.Kind.EXECUTION) {
        throw e;
      }
      failure = Optional.of(e);
    }
    try {
      long lookbackMillis = queryOptions.lookbackDelta().orElse(options.lookbackDelta()).toMillis();
      ExplanationAssembly assembly =
          new ExplanationAssembly(recorder, store, limits, lookbackMillis);
      return new ExplainedQuery(assembly.assemble(expr, result.isPresent()), result, failure);
    } catch (IOException e) {
      throw QueryException.of(QueryException.Kind.INTERNAL, e);
    }
  }

  private EvaluatedQuery run(
      Question question, QueryOptions queryOptions, QueryLimits limits, Observer observer) {
    Span span = Span.current().child("promql evaluate");
    return span.call(() -> {
      EvaluatedQuery result = evaluate(question, queryOptions, limits, observer);
      span.set(EXPRESSION, question.query)
          .set("promql.steps", question.grid.steps())
          .set("promql.samples", result.statistics().totalSamples())
          .set("promql.peak_samples", result.statistics().peakSamples());
      return result;
    });
  }

  private EvaluatedQuery evaluate(
      Question question, QueryOptions queryOptions, QueryLimits limits, Observer observer) {
    boolean perStep =
        queryOptions.perStepStatistics() && options.has(QueryFeature.PER_STEP_STATISTICS);
    SampleCounts counts = new SampleCounts(perStep ? question.grid.steps() : 0);
    long entered = ticker.readNanos();
    Optional<String> error = Optional.of("stopped by an error of this server");
    try (ActiveQueries.RunningQuery _ =
        activeQueries.enter(question.query, queryOptions.caller(), limits, counts)) {
      limits.check();
      long queued = ticker.readNanos() - entered;
      EvaluatedQuery result =
          new QueryExecution(
                  question.expr,
                  question.grid,
                  question.isRange,
                  options,
                  queryOptions,
                  limits,
                  counts,
                  ticker,
                  observer)
              .run(store, workers, queued);
      error = Optional.empty();
      return result;
    } catch (QueryException e) {
      error = Optional.of(String.valueOf(e.getMessage()));
      listener.failed(question.query, question.asked, e, ticker.readNanos() - entered);
      throw e;
    } finally {
      slowQueries.add(
          question.query,
          queryOptions.caller(),
          ticker.readNanos() - entered,
          counts.read(),
          limits.peakSamples(),
          error);
    }
  }

  private long deadlineNanos(QueryOptions queryOptions) {
    Duration asked = queryOptions.timeout().orElse(options.timeout());
    Duration timeout = asked.compareTo(options.timeout()) < 0 ? asked : options.timeout();
    return ticker.readNanos() + timeout.toNanos();
  }

  private QueryLimits limits(QueryOptions queryOptions, long deadlineNanos) {
    return new QueryLimits(
        ticker,
        deadlineNanos,
        Math.min(options.maxSamples(), queryOptions.maxSamples().orElse(options.maxSamples())),
        options.maxBytes(),
        queryOptions.cancellation());
  }

  /// The queries that took longest in the last hour.
  public SlowQueries slowQueries() {
    return slowQueries;
  }

  /// The queries that run or wait now.
  public ActiveQueries activeQueries() {
    return activeQueries;
  }

  /// What the cache of range queries holds and has done.
  public RangeCache.Counts cacheCounts() {
    return cache.counts();
  }

  public EngineOptions options() {
    return options;
  }

  /// Subqueries that name no step have this one from now on.
  public void setDefaultSubqueryStep(Duration step) {
    options = options.withDefaultSubqueryStep(step);
  }
}
