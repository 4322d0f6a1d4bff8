package io.vigie.promql.value;

import io.vigie.promql.ast.Span;
import java.time.Instant;
import java.util.Locale;

/// One remark on a result, with its place in the query.
sealed interface Remark {
  /// What remarks are merged by: the text without position and details.
  String key();

  boolean isWarning();

  /// This remark together with another one of the same key, whichever of them came first.
  Remark merged(Remark other);

  /// Whether it says about steps what it says about parts of them, each looked at alone.
  boolean isDivisible();

  /// Whether it says how often something was seen.
  boolean isCounted();

  /// The text with its position in the query.
  String text(String query);

  /// A remark that says the same however often it is made.
  ///
  /// @param isDivisible false if it is about the extremes of all steps
  record Plain(String key, boolean isWarning, boolean isDivisible, Span span) implements Remark {
    @Override
    public Remark merged(Remark other) {
      return other instanceof Plain(_, _, boolean divisible, Span elsewhere)
          ? new Plain(key, isWarning, isDivisible && divisible, later(span, elsewhere))
          : this;
    }

    @Override
    public boolean isCounted() {
      return false;
    }

    @Override
    public String text(String query) {
      return key + position(span, query);
    }
  }

  /// Samples whose start overlaps the sample before, counted.
  record StartOverlap(String key, long count, Span span) implements Remark {
    @Override
    public boolean isWarning() {
      return true;
    }

    @Override
    public boolean isDivisible() {
      return true;
    }

    @Override
    public boolean isCounted() {
      return true;
    }

    @Override
    public Remark merged(Remark other) {
      return other instanceof StartOverlap overlap
          ? new StartOverlap(key, count + overlap.count, earlier(span, overlap.span))
          : this;
    }

    @Override
    public String text(String query) {
      return key + (count > 1 ? " (" + count + " occurrences)" : "") + position(span, query);
    }
  }

  /// Buckets whose counts had to be made to rise, over which range of buckets and of time.
  record ForcedMonotonicity(
      String key,
      long minMillis,
      long maxMillis,
      double minBucket,
      double maxBucket,
      double maxDifference,
      long count,
      Span span)
      implements Remark {
    @Override
    public boolean isWarning() {
      return false;
    }

    @Override
    public boolean isDivisible() {
      return true;
    }

    @Override
    public boolean isCounted() {
      return true;
    }

    @Override
    public Remark merged(Remark other) {
      return other instanceof ForcedMonotonicity forced
          ? new ForcedMonotonicity(
              key,
              Math.min(minMillis, forced.minMillis),
              Math.max(maxMillis, forced.maxMillis),
              Math.min(minBucket, forced.minBucket),
              Math.max(maxBucket, forced.maxBucket),
              Math.max(maxDifference, forced.maxDifference),
              count + forced.count,
              earlier(span, forced.span))
          : this;
    }

    @Override
    public String text(String query) {
      return key
          + ", from buckets "
          + RemarkFloats.general(minBucket)
          + " to "
          + RemarkFloats.general(maxBucket)
          + ", with a max diff of "
          + RemarkFloats.twoDigits(maxDifference)
          + String.format(Locale.ROOT, ", over %d samples from ", count)
          + Instant.ofEpochSecond(Math.floorDiv(minMillis, 1000))
          + " to "
          + Instant.ofEpochSecond(Math.floorDiv(maxMillis, 1000))
          + position(span, query);
    }
  }

  /// Of two places in a query that whose evaluation ends later: an expression comes behind its
  /// parts, and these come from left to right. Threads and stretches of steps may bring remarks in
  /// any order.
  private static Span later(Span one, Span other) {
    return endsLater(one, other) ? one : other;
  }

  private static Span earlier(Span one, Span other) {
    return endsLater(one, other) ? other : one;
  }

  private static boolean endsLater(Span one, Span other) {
    return one.end() == other.end() ? one.start() < other.start() : one.end() > other.end();
  }

  private static String position(Span span, String query) {
    return query.isEmpty() ? "" : " (" + span.startIn(query) + ")";
  }
}
