package io.vigie.promql.value;

import io.vigie.promql.ast.Span;
import java.time.Instant;
import java.util.Locale;

/// One remark on a result, with its place in the query.
sealed interface Remark {
  /// What remarks are merged by: the text without position and details.
  String key();

  boolean isWarning();

  /// This remark together with an earlier one of the same key.
  Remark merged(Remark earlier);

  /// The text with its position in the query.
  String text(String query);

  /// A remark that says the same however often it is made.
  record Plain(String key, boolean isWarning, Span span) implements Remark {
    @Override
    public Remark merged(Remark earlier) {
      return this;
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
    public Remark merged(Remark earlier) {
      return earlier instanceof StartOverlap other
          ? new StartOverlap(key, count + other.count, other.span)
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
    public Remark merged(Remark earlier) {
      return earlier instanceof ForcedMonotonicity other
          ? new ForcedMonotonicity(
              key,
              Math.min(minMillis, other.minMillis),
              Math.max(maxMillis, other.maxMillis),
              Math.min(minBucket, other.minBucket),
              Math.max(maxBucket, other.maxBucket),
              Math.max(maxDifference, other.maxDifference),
              count + other.count,
              other.span)
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

  private static String position(Span span, String query) {
    return query.isEmpty() ? "" : " (" + span.startIn(query) + ")";
  }
}
