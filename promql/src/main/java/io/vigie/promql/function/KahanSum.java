package io.vigie.promql.function;

/// A running sum that keeps what rounding loses (Neumaier's variant of Kahan summation), so that
/// `1e100 + 1 - 1e100` is 1. Short-lived in hot loops: the compiler takes it apart.
public final class KahanSum {
  private double sum;
  private double compensation;

  public KahanSum() {}

  public KahanSum(double start) {
    sum = start;
  }

  public KahanSum(double start, double compensation) {
    this.sum = start;
    this.compensation = compensation;
  }

  public void add(double increment) {
    double total = sum + increment;
    compensation = compensation(sum, compensation, increment, total);
    sum = total;
  }

  /// What is lost so far once `increment` is added to `sum`, giving `total`.
  public static double compensation(
      double sum, double compensation, double increment, double total) {
    if (Double.isInfinite(total)) {
      return 0;
    }
    return Math.abs(sum) >= Math.abs(increment)
        ? compensation + ((sum - total) + increment)
        : compensation + ((increment - total) + sum);
  }

  /// The sum without what was lost.
  public double rawSum() {
    return sum;
  }

  public double compensation() {
    return compensation;
  }

  /// The sum with what was lost put back.
  public double value() {
    return sum + compensation;
  }
}
