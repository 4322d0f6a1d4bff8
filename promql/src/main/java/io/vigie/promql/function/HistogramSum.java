package io.vigie.promql.function;

import io.vigie.model.metric.BucketRow;
import io.vigie.model.metric.CustomBounds;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.HistogramBuckets;
import io.vigie.model.metric.ZeroBucket;

/// A native histogram that others are added to and subtracted from, with compensated rounding.
///
/// Histograms of different layouts are brought together first: to the coarser schema, the wider
/// zero bucket, the custom bounds that both have. Not thread-safe.
public final class HistogramSum {
  private int schema;
  private double zeroThreshold;
  private double zeroCount;
  private double zeroCompensation;
  private double count;
  private double countCompensation;
  private double sum;
  private double sumCompensation;
  private KahanRow positive;
  private KahanRow negative;
  private double[] customBounds;
  private ResetHint hint;
  private boolean boundsReconciled;
  private boolean resetsConflict;

  /// Starts with a histogram.
  public HistogramSum(Histogram start) {
    schema = start.schema();
    zeroThreshold = start.zeroThreshold();
    zeroCount = start.zeroCount();
    count = start.count();
    sum = start.sum();
    positive = new KahanRow(BucketRow.of(start.positiveSpans(), start.positiveBuckets()));
    negative = new KahanRow(BucketRow.of(start.negativeSpans(), start.negativeBuckets()));
    customBounds = start.customBounds();
    hint = start.resetHint();
  }

  private HistogramSum(HistogramSum other) {
    schema = other.schema;
    zeroThreshold = other.zeroThreshold;
    zeroCount = other.zeroCount;
    zeroCompensation = other.zeroCompensation;
    count = other.count;
    countCompensation = other.countCompensation;
    sum = other.sum;
    sumCompensation = other.sumCompensation;
    positive = other.positive.copy();
    negative = other.negative.copy();
    customBounds = other.customBounds;
    hint = other.hint;
    boundsReconciled = other.boundsReconciled;
    resetsConflict = other.resetsConflict;
  }

  public HistogramSum copy() {
    return new HistogramSum(this);
  }

  /// Adds a histogram.
  ///
  /// @return false, and nothing is added, if one has custom and the other exponential buckets
  public boolean add(Histogram other) {
    return combine(other, 1);
  }

  /// Subtracts a histogram.
  ///
  /// @return false, and nothing is subtracted, if one has custom and the other exponential buckets
  public boolean subtract(Histogram other) {
    return combine(other, -1);
  }

  private boolean combine(Histogram other, double sign) {
    if (other.usesCustomBuckets() != (schema == Histogram.CUSTOM_BUCKETS_SCHEMA)) {
      return false;
    }
    combineHints(other.resetHint());
    addCount(sign * other.count());
    addSum(sign * other.sum());
    if (other.usesCustomBuckets()) {
      combineCustom(other, sign);
    } else {
      combineExponential(other, sign);
    }
    return true;
  }

  private void addCount(double increment) {
    double total = count + increment;
    countCompensation = KahanSum.compensation(count, countCompensation, increment, total);
    count = total;
  }

  private void addSum(double increment) {
    double total = sum + increment;
    sumCompensation = KahanSum.compensation(sum, sumCompensation, increment, total);
    sum = total;
  }

  private void addZeroCount(double increment) {
    double total = zeroCount + increment;
    zeroCompensation = KahanSum.compensation(zeroCount, zeroCompensation, increment, total);
    zeroCount = total;
  }

  private void combineHints(ResetHint other) {
    if (other == hint) {
      return;
    }
    if (hint == ResetHint.GAUGE || other == ResetHint.GAUGE) {
      hint = ResetHint.GAUGE;
    } else {
      resetsConflict |= hint != ResetHint.UNKNOWN && other != ResetHint.UNKNOWN;
      hint = ResetHint.UNKNOWN;
    }
  }

  private void combineCustom(Histogram other, double sign) {
    CustomBounds common = CustomBounds.common(customBounds, other.customBounds());
    BucketRow row = BucketRow.of(other.positiveSpans(), other.positiveBuckets());
    if (common.isReconciled()) {
      boundsReconciled = true;
      double[] own = customBounds;
      positive.remap(index -> common.target(index, own));
      customBounds = common.bounds();
      double[] spread = common.spread(other);
      row = BucketRow.empty();
      for (int i = 0; i < spread.length; i++) {
        row.add(i, spread[i]);
      }
    }
    positive.add(row, sign);
  }

  private void combineExponential(Histogram other, double sign) {
    ZeroBucket otherZero = reconcileZero(ZeroBucket.of(other));
    addZeroCount(sign * otherZero.count());
    coarsenTo(other.schema());
    int steps = other.schema() - schema;
    positive.add(
        outside(BucketRow.of(other.positiveSpans(), other.positiveBuckets()), steps), sign);
    negative.add(
        outside(BucketRow.of(other.negativeSpans(), other.negativeBuckets()), steps), sign);
  }

  /// Widens the narrower zero bucket until both end at an edge that lies in no populated bucket of
  /// either side.
  private ZeroBucket reconcileZero(ZeroBucket other) {
    ZeroBucket reconciled = other;
    while (reconciled.threshold() != zeroThreshold) {
      if (zeroThreshold > reconciled.threshold()) {
        reconciled = other.widenedTo(zeroThreshold);
      }
      if (reconciled.threshold() > zeroThreshold) {
        widenZero(reconciled.threshold());
      }
    }
    return reconciled;
  }

  private void widenZero(double wanted) {
    double edge = ZeroBucket.of(toHistogram()).widenedTo(wanted).threshold();
    takeIntoZero(positive, edge);
    takeIntoZero(negative, edge);
    zeroThreshold = edge;
  }

  private void takeIntoZero(KahanRow row, double edge) {
    int inside = 0;
    while (inside < row.size()
        && HistogramBuckets.exponentialBound(row.index(inside) - 1, schema) < edge) {
      addZeroCount(row.value(inside));
      inside++;
    }
    row.removeFirst(inside);
  }

  /// The buckets outside of the zero bucket, in this schema.
  private BucketRow outside(BucketRow row, int steps) {
    row.coarsen(steps);
    BucketRow outside = BucketRow.empty();
    for (int i = 0; i < row.size(); i++) {
      if (HistogramBuckets.exponentialBound(row.index(i), schema) > zeroThreshold) {
        outside.add(row.index(i), row.count(i));
      }
    }
    return outside;
  }

  /// Multiplies everything. A negative factor makes a gauge of it.
  public HistogramSum multiply(double factor) {
    zeroCount *= factor;
    zeroCompensation *= factor;
    count *= factor;
    countCompensation *= factor;
    sum *= factor;
    sumCompensation *= factor;
    positive.scale(factor);
    negative.scale(factor);
    if (factor < 0) {
      hint = ResetHint.GAUGE;
    }
    return this;
  }

  /// Divides everything. By 0 no bucket remains; a negative divisor makes a gauge of it.
  public HistogramSum divide(double divisor) {
    zeroCount /= divisor;
    zeroCompensation = divisor == 0 ? 0 : zeroCompensation / divisor;
    count /= divisor;
    countCompensation = divisor == 0 ? 0 : countCompensation / divisor;
    sum /= divisor;
    sumCompensation = divisor == 0 ? 0 : sumCompensation / divisor;
    if (divisor == 0) {
      positive = new KahanRow(BucketRow.empty());
      negative = new KahanRow(BucketRow.empty());
      return this;
    }
    positive.divide(divisor);
    negative.divide(divisor);
    if (divisor < 0) {
      hint = ResetHint.GAUGE;
    }
    return this;
  }

  public HistogramSum hint(ResetHint newHint) {
    hint = newHint;
    return this;
  }

  /// Whether custom bounds differed and were reduced to the common ones since this was last asked.
  public boolean takeBoundsReconciled() {
    boolean reconciled = boundsReconciled;
    boundsReconciled = false;
    return reconciled;
  }

  /// Reduces the resolution to an exponential schema, if it is coarser.
  public void coarsenTo(int coarserSchema) {
    if (coarserSchema < schema && schema != Histogram.CUSTOM_BUCKETS_SCHEMA) {
      positive.coarsen(schema - coarserSchema);
      negative.coarsen(schema - coarserSchema);
      schema = coarserSchema;
    }
  }

  /// Whether a histogram known to be reset met one known not to be.
  public boolean resetsConflict() {
    return resetsConflict;
  }

  /// Number of observations.
  public double count() {
    return count + countCompensation;
  }

  /// Whether some number got too large.
  public boolean hasOverflow() {
    return Double.isInfinite(zeroCount)
        || Double.isInfinite(count)
        || Double.isInfinite(sum)
        || positive.hasInfinity()
        || negative.hasInfinity();
  }

  /// The sum so far, without empty buckets.
  public Histogram toHistogram() {
    BucketRow positiveRow = positive.toBuckets();
    BucketRow negativeRow = negative.toBuckets();
    return new Histogram(
        hint,
        schema,
        false,
        zeroThreshold,
        zeroCount + zeroCompensation,
        count + countCompensation,
        sum + sumCompensation,
        positiveRow.spans(),
        positiveRow.counts(),
        negativeRow.spans(),
        negativeRow.counts(),
        customBounds);
  }
}
