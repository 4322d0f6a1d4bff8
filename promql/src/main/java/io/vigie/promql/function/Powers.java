package io.vigie.promql.function;

/// Powers as the operator `^` computes them.
public final class Powers {
  private Powers() {}

  /// A power by the rules of IEEE 754: 1 to the power of anything, and -1 to an infinite power, is
  /// 1, where Java says NaN.
  public static double power(double base, double exponent) {
    return base == 1 || (base == -1 && Double.isInfinite(exponent)) ? 1 : Math.pow(base, exponent);
  }
}
