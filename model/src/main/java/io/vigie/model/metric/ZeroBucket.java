package io.vigie.model.metric;

/// The zero bucket of an exponential histogram, as it would be if it were wider: buckets inside it
/// are counted in.
///
/// @param threshold half its width, in the unit of the observations
/// @param count observations inside
public record ZeroBucket(Histogram histogram, double threshold, double count) {
  public static ZeroBucket of(Histogram histogram) {
    return new ZeroBucket(histogram, histogram.zeroThreshold(), histogram.zeroCount());
  }

  /// The zero bucket of at least this width. If an edge falls into a populated bucket, it moves
  /// outwards to the edge of that bucket.
  public ZeroBucket widenedTo(double wantedThreshold) {
    if (wantedThreshold <= threshold) {
      return this;
    }
    BucketRow positive = BucketRow.of(histogram.positiveSpans(), histogram.positiveBuckets());
    BucketRow negative = BucketRow.of(histogram.negativeSpans(), histogram.negativeBuckets());
    double edge = wantedThreshold;
    double moved = outwards(positive, outwards(negative, edge));
    while (moved > edge) {
      edge = moved;
      moved = outwards(positive, outwards(negative, edge));
    }
    return new ZeroBucket(
        histogram, edge, histogram.zeroCount() + inside(positive, edge) + inside(negative, edge));
  }

  private double outwards(BucketRow row, double edge) {
    for (int i = 0; i < row.size(); i++) {
      double upper = HistogramBuckets.exponentialBound(row.index(i), histogram.schema());
      double lower = HistogramBuckets.exponentialBound(row.index(i) - 1, histogram.schema());
      if (lower < edge && upper > edge && row.count(i) != 0) {
        return upper;
      }
    }
    return edge;
  }

  private double inside(BucketRow row, double edge) {
    double sum = 0;
    for (int i = 0; i < row.size(); i++) {
      double lower = HistogramBuckets.exponentialBound(row.index(i) - 1, histogram.schema());
      if (lower < edge) {
        sum += row.count(i);
      }
    }
    return sum;
  }
}
