package io.vigie.ingest.intake;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.Span;
import java.util.List;
import java.util.Optional;

/// Whether a native histogram that somebody sent makes sense, by the rules and in the words of
/// Prometheus.
public final class HistogramCheck {
  private static final int FINEST_SCHEMA = 8;
  private static final int COARSEST_SCHEMA = -4;

  private final Histogram histogram;

  private HistogramCheck(Histogram histogram) {
    this.histogram = histogram;
  }

  /// What is wrong with it; empty if nothing is.
  public static Optional<String> problem(Histogram histogram) {
    HistogramCheck check = new HistogramCheck(histogram);
    Optional<String> problem =
        histogram.usesCustomBuckets() ? check.customProblem() : check.exponentialProblem();
    return problem.or(check::countProblem);
  }

  private Optional<String> exponentialProblem() {
    int schema = histogram.schema();
    if (schema < COARSEST_SCHEMA || schema > FINEST_SCHEMA) {
      return Optional.of(
          "histogram has an invalid schema, which must be between -4 and 8 for exponential buckets,"
              + " or -53 for custom buckets, got schema "
              + schema);
    }
    if (histogram.customBounds().length > 0) {
      return Optional.of("histogram with exponential schema must not have custom bounds");
    }
    return spansProblem(histogram.positiveSpans(), histogram.positiveBuckets().length)
        .map(problem -> "positive side: " + problem)
        .or(() ->
            spansProblem(histogram.negativeSpans(), histogram.negativeBuckets().length)
                .map(problem -> "negative side: " + problem));
  }

  private static Optional<String> spansProblem(List<Span> spans, int buckets) {
    long needed = 0;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      if (i > 0 && span.offset() < 0) {
        return Optional.of(negativeOffset(i, span));
      }
      needed += Integer.toUnsignedLong(span.length());
    }
    return needed == buckets
        ? Optional.empty()
        : Optional.of(
            "spans need %d buckets, have %d buckets: histogram spans specify different number of buckets than provided"
                .formatted(needed, buckets));
  }

  private static String negativeOffset(int index, Span span) {
    return "span number %d with offset %d: histogram has a span whose offset is negative"
        .formatted(index + 1, span.offset());
  }

  private Optional<String> customProblem() {
    if (histogram.zeroCount() != 0) {
      return Optional.of("custom buckets: must have zero count of 0");
    }
    if (histogram.zeroThreshold() != 0) {
      return Optional.of("custom buckets: must have zero threshold of 0");
    }
    if (!histogram.negativeSpans().isEmpty()) {
      return Optional.of("custom buckets: must not have negative spans");
    }
    if (histogram.negativeBuckets().length > 0) {
      return Optional.of("custom buckets: must not have negative buckets");
    }
    return boundsProblem()
        .or(() -> spansProblem(histogram.positiveSpans(), histogram.positiveBuckets().length))
        .or(this::reachProblem)
        .map(problem -> "custom buckets: " + problem);
  }

  private Optional<String> boundsProblem() {
    double previous = Double.NEGATIVE_INFINITY;
    for (double bound : histogram.customBounds()) {
      if (!(bound > previous)) {
        return Optional.of(
            "previous bound is %f and current is %f: histogram custom bounds must be in strictly increasing order"
                .formatted(previous, bound));
      }
      previous = bound;
    }
    return previous == Double.POSITIVE_INFINITY
        ? Optional.of(
            "last +Inf bound must not be explicitly defined: histogram custom bounds must be finite")
        : Optional.empty();
  }

  /// The buckets must not reach beyond the bounds, after which comes one more.
  private Optional<String> reachProblem() {
    long reach = 0;
    for (int i = 0; i < histogram.positiveSpans().size(); i++) {
      Span span = histogram.positiveSpans().get(i);
      if (span.offset() < 0) {
        return Optional.of(negativeOffset(i, span));
      }
      reach += (long) span.offset() + span.length();
    }
    int bounds = histogram.customBounds().length;
    return bounds + 1 >= reach
        ? Optional.empty()
        : Optional.of(
            "only %d custom bounds defined which is insufficient to cover total span length of %d: histogram custom bounds are too few"
                .formatted(bounds, reach));
  }

  private Optional<String> countProblem() {
    double inBuckets = histogram.zeroCount();
    for (double[] buckets : List.of(histogram.positiveBuckets(), histogram.negativeBuckets())) {
      for (int i = 0; i < buckets.length; i++) {
        if (buckets[i] < 0) {
          return Optional.of(
              "%s side: bucket number %d has observation count of %s: histogram has a bucket whose observation count is negative"
                  .formatted(
                      buckets == histogram.positiveBuckets() ? "positive" : "negative",
                      i + 1,
                      buckets[i]));
        }
        inBuckets += buckets[i];
      }
    }
    if (histogram.zeroCount() < 0 || histogram.count() < 0) {
      return Optional.of(
          "observation count is %s, in the zero bucket %s: histogram has a bucket whose observation count is negative"
              .formatted(histogram.count(), histogram.zeroCount()));
    }
    // Sums of floats differ in their last digits.
    return histogram.integerCounts() ? sumProblem(inBuckets) : Optional.empty();
  }

  private Optional<String> sumProblem(double inBuckets) {
    boolean hasNan = Double.isNaN(histogram.sum());
    if (hasNan ? inBuckets <= histogram.count() : inBuckets == histogram.count()) {
      return Optional.empty();
    }
    return Optional.of(
        "%.0f observations found in buckets, but the Count field is %.0f: histogram's observation count should %s"
            .formatted(
                inBuckets,
                histogram.count(),
                hasNan
                    ? "be at least the number of observations found in the buckets"
                    : "equal the number of observations found in the buckets (in absence of NaN)"));
  }
}
