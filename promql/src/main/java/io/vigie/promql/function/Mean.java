package io.vigie.promql.function;

/// A running mean: the Kahan sum by the count as long as the sum is finite, from then on updated
/// value by value, which cannot overflow.
public final class Mean {
  private double sum;
  private double compensation;
  private double mean;
  private long count;
  private boolean incremental;

  public Mean() {}

  /// Goes on from a Kahan sum of so many values.
  public Mean(double sum, double compensation, long count) {
    this.sum = sum;
    this.compensation = compensation;
    this.count = count;
  }

  public void add(double value) {
    count++;
    if (count == 1) {
      sum = value;
      return;
    }
    if (!incremental) {
      double total = sum + value;
      if (!Double.isInfinite(total)) {
        compensation = KahanSum.compensation(sum, compensation, value, total);
        sum = total;
        return;
      }
      incremental = true;
      mean = sum / (count - 1);
      compensation /= count - 1;
    }
    double weight = (double) (count - 1) / count;
    double before = weight * mean;
    double increment = value / count;
    double total = before + increment;
    compensation = KahanSum.compensation(before, weight * compensation, increment, total);
    mean = total;
  }

  public double value() {
    return incremental ? mean + compensation : sum / count + compensation / count;
  }
}
