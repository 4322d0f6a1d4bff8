package io.vigie.promql.script;

import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.promql.eval.QueryResult;
import io.vigie.promql.parse.ParserOptions;
import io.vigie.promql.parse.PromqlParseException;
import io.vigie.promql.parse.PromqlParser;
import io.vigie.promql.script.CaseResult.Failure;
import io.vigie.promql.value.MatrixSeries;
import io.vigie.promql.value.Value;
import io.vigie.promql.value.VectorElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Asks one query in all its equivalent forms. An instant query is also asked pinned to its time at
/// other times, and each of these as the middle step of a range query: four implementations of one
/// meaning that must agree.
final class EvalCase {
  private static final PromqlParser PARSER = new PromqlParser(ParserOptions.ALL_FEATURES);
  private static final Pattern DEPENDS_ON_RANGE = Pattern.compile("(start|end|range|step)\\(\\)");
  private static final long MINUTE_MILLIS = 60_000;

  private final ScriptCommand.Eval eval;
  private final PromqlEngine engine;

  EvalCase(ScriptCommand.Eval eval, PromqlEngine engine) {
    this.eval = eval;
    this.engine = engine;
  }

  Optional<Failure> run() {
    return switch (eval.times()) {
      case EvalTimes.Range(EvalTimes.Steps steps) -> {
        String asked = describe(eval.query(), steps);
        yield check(asked, () -> range(eval.query(), steps), steps);
      }
      case EvalTimes.Instant(long atMillis) ->
          runInstant(expectation().samplesAt().map(EvalTimes.Steps::endMillis).orElse(atMillis));
    };
  }

  private Expectation expectation() {
    return eval.expectation();
  }

  private Optional<Failure> runInstant(long atMillis) {
    Optional<Failure> failure = runInstant(eval.query(), atMillis);
    if (failure.isPresent()) {
      return failure;
    }
    Optional<String> pinned = pinned(atMillis);
    if (pinned.isEmpty()) {
      return Optional.empty();
    }
    for (long otherMillis : otherTimes(atMillis)) {
      failure = runInstant(pinned.get(), otherMillis);
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }

  private static List<Long> otherTimes(long atMillis) {
    return atMillis == 0
        ? List.of(-1000L, 0L, 1000L)
        : List.of(-10 * atMillis, 0L, atMillis / 5, atMillis, 10 * atMillis);
  }

  private Optional<String> pinned(long atMillis) {
    try {
      Expr expr = PARSER.parse(eval.query());
      return PinnedQuery.of(expr, atMillis).map(Printer::print);
    } catch (PromqlParseException _) {
      return Optional.empty();
    }
  }

  private Optional<Failure> runInstant(String query, long atMillis) {
    EvalTimes.Steps steps =
        expectation().samplesAt().orElse(new EvalTimes.Steps(atMillis, atMillis, 1));
    String asked = query + " at " + atMillis + " ms";
    Optional<Failure> failure = check(asked, () -> instant(query, atMillis), steps);
    boolean mayRange =
        expectation().failure().isEmpty()
            && !expectation().ordered()
            && !expectation().isOnlyInstant()
            && !DEPENDS_ON_RANGE.matcher(query).find();
    return failure.isPresent() || !mayRange ? failure : runAsRange(query, atMillis);
  }

  /// Asks for one minute around the instant and compares the middle.
  private Optional<Failure> runAsRange(String query, long atMillis) {
    EvalTimes.Steps steps =
        new EvalTimes.Steps(atMillis - MINUTE_MILLIS, atMillis + MINUTE_MILLIS, MINUTE_MILLIS);
    String asked = describe(query, steps);
    try {
      Value middle = middle(range(query, steps).value(), atMillis);
      return new ResultComparison(expectation(), steps)
          .compare(middle)
          .map(mismatch -> failure(asked, mismatch));
    } catch (QueryException e) {
      return Optional.of(new Failure(asked, "an answer", "error: " + e.getMessage()));
    }
  }

  private Value middle(Value value, long atMillis) {
    List<VectorElement> elements = new ArrayList<>();
    if (value instanceof Value.Matrix(List<MatrixSeries> series)) {
      for (MatrixSeries one : series) {
        for (int i = 0; i < one.size(); i++) {
          if (one.timestampMillis(i) == atMillis) {
            elements.add(element(one, i));
          }
        }
      }
    }
    boolean scalar = expectation().scalar().isPresent() && elements.size() == 1;
    return scalar
        ? new Value.Scalar(atMillis, elements.getFirst().value())
        : new Value.Vector(elements);
  }

  private static VectorElement element(MatrixSeries series, int index) {
    return series.isHistogram(index)
        ? VectorElement.of(series.labels(), series.timestampMillis(index), series.histogram(index))
        : VectorElement.of(series.labels(), series.timestampMillis(index), series.value(index));
  }

  private QueryResult instant(String query, long atMillis) {
    return engine.instant(query, atMillis, QueryOptions.defaults());
  }

  private QueryResult range(String query, EvalTimes.Steps steps) {
    return engine.range(
        query, steps.startMillis(), steps.endMillis(), steps.stepMillis(), QueryOptions.defaults());
  }

  private static String describe(String query, EvalTimes.Steps steps) {
    return "%s from %d to %d step %d ms"
        .formatted(query, steps.startMillis(), steps.endMillis(), steps.stepMillis());
  }

  private Optional<Failure> check(
      String asked, Supplier<QueryResult> question, EvalTimes.Steps steps) {
    QueryResult result;
    try {
      result = question.get();
    } catch (QueryException e) {
      return checkFailure(asked, String.valueOf(e.getMessage()));
    }
    if (expectation().failure().isPresent()) {
      String expected = "failure with " + expectation().failure().get();
      return Optional.of(new Failure(asked, expected, "no error"));
    }
    return RemarkComparison.compare(expectation(), result.annotations())
        .or(() -> new ResultComparison(expectation(), steps).compare(result.value()))
        .map(mismatch -> failure(asked, mismatch));
  }

  private Optional<Failure> checkFailure(String asked, String message) {
    Optional<TextPattern> wanted = expectation().failure();
    if (wanted.isEmpty()) {
      return Optional.of(new Failure(asked, "an answer", "error: " + message));
    }
    return wanted.get().matches(message)
        ? Optional.empty()
        : Optional.of(new Failure(asked, "failure with " + wanted.get(), "error: " + message));
  }

  private static Failure failure(String asked, Mismatch mismatch) {
    return new Failure(asked, mismatch.expected(), mismatch.got());
  }
}
