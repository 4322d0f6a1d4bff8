package io.vigie.promql.cache;

import io.vigie.promql.cache.CachedRange.Part;
import io.vigie.promql.value.QueryStatistics;
import io.vigie.promql.value.StepGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The answer to one question while it is put together, part by part in the order of the steps.
final class Computation {
  private final RangeCache.Question question;
  private final long storeVersion;
  private final Function<StepGrid, RangeCache.Answer> evaluate;
  private final List<Part> parts = new ArrayList<>();
  private QueryStatistics statistics = QueryStatistics.NONE;
  private Optional<RangeCache.Answer> wholeAnswer = Optional.empty();
  private boolean keepable = true;

  Computation(
      RangeCache.Question question,
      long storeVersion,
      Function<StepGrid, RangeCache.Answer> evaluate) {
    this.question = question;
    this.storeVersion = storeVersion;
    this.evaluate = evaluate;
  }

  /// Adds what is known already.
  void take(Part part) {
    parts.add(part);
  }

  /// Computes some pieces, as long as everything computed can be kept.
  void compute(List<StepGrid> pieces) {
    for (StepGrid piece : pieces) {
      if (keepable) {
        compute(piece);
      }
    }
  }

  private void compute(StepGrid piece) {
    RangeCache.Answer answer = evaluate.apply(piece);
    statistics = statistics.and(answer.statistics());
    if (piece.equals(question.grid())) {
      wholeAnswer = Optional.of(answer);
    }
    keepable =
        answer.storeWarnings().isEmpty()
            && answer.remarks().areDivisible(question.stepsShareNothing());
    if (keepable) {
      parts.add(
          Part.of(CachedRange.of(piece, answer.matrix().series(), answer.remarks(), storeVersion)));
    }
  }

  /// Whether everything computed may be kept, and put together with what was computed at other
  /// times.
  boolean isKeepable() {
    return keepable;
  }

  /// The answer to the question, if it was computed at once.
  Optional<RangeCache.Answer> wholeAnswer() {
    return wholeAnswer;
  }

  CachedRange joined() {
    return wholeAnswer.isPresent()
        ? parts.getFirst().range()
        : CachedRange.join(parts, storeVersion);
  }

  QueryStatistics statistics() {
    return statistics;
  }
}
