package io.vigie.promql.function;

import io.vigie.promql.value.StepColumn;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/// Functions of single floats: roots and logarithms, rounding, trigonometry, clamping.
final class MathFunctions {
  private static final double LN_2 = Math.log(2);
  private static final double LARGE = 1 << 28;

  private MathFunctions() {}

  static Map<String, PromqlFunction> all() {
    Map<String, PromqlFunction> all = new HashMap<>();
    basic(all);
    trigonometric(all);
    all.put("clamp", new PromqlFunction.OverFloats((v, p) -> clamp(v, p[0], p[1])));
    all.put(
        "clamp_max",
        new PromqlFunction.OverFloats((v, p) -> clamp(v, Double.NEGATIVE_INFINITY, p[0])));
    all.put(
        "clamp_min",
        new PromqlFunction.OverFloats((v, p) -> clamp(v, p[0], Double.POSITIVE_INFINITY)));
    all.put("round", new PromqlFunction.OverFloats((v, p) -> round(v, p.length == 0 ? 1 : p[0])));
    return all;
  }

  private static void basic(Map<String, PromqlFunction> all) {
    unary(all, "abs", Math::abs);
    unary(all, "ceil", Math::ceil);
    unary(all, "floor", Math::floor);
    unary(all, "exp", Math::exp);
    unary(all, "sqrt", Math::sqrt);
    unary(all, "ln", Math::log);
    unary(all, "log2", MathFunctions::log2);
    unary(all, "log10", Math::log10);
    unary(all, "sgn", v -> v < 0 ? -1 : v > 0 ? 1 : v);
    unary(all, "rad", v -> v * Math.PI / 180);
    unary(all, "deg", v -> v * 180 / Math.PI);
  }

  private static void trigonometric(Map<String, PromqlFunction> all) {
    unary(all, "sin", Math::sin);
    unary(all, "cos", Math::cos);
    unary(all, "tan", Math::tan);
    unary(all, "asin", Math::asin);
    unary(all, "acos", Math::acos);
    unary(all, "atan", Math::atan);
    unary(all, "sinh", Math::sinh);
    unary(all, "cosh", Math::cosh);
    unary(all, "tanh", Math::tanh);
    unary(all, "asinh", MathFunctions::asinh);
    unary(all, "acosh", MathFunctions::acosh);
    unary(all, "atanh", v -> 0.5 * Math.log1p(2 * v / (1 - v)));
  }

  private static void unary(
      Map<String, PromqlFunction> all, String name, DoubleUnaryOperator operator) {
    all.put(name, new PromqlFunction.OverFloats((v, _) -> operator.applyAsDouble(v)));
  }

  /// Exact for powers of two.
  static double log2(double value) {
    if (!(value > 0) || Double.isInfinite(value) || value < Double.MIN_NORMAL) {
      return Math.log(value) / LN_2;
    }
    int exponent = Math.getExponent(value);
    return exponent + Math.log(Math.scalb(value, -exponent)) / LN_2;
  }

  private static double asinh(double value) {
    double x = Math.abs(value);
    double result =
        x > LARGE ? Math.log(x) + LN_2 : Math.log1p(x + x * x / (1 + Math.sqrt(x * x + 1)));
    return Math.copySign(result, value);
  }

  private static double acosh(double value) {
    if (value < 1) {
      return Double.NaN;
    }
    double x = value - 1;
    return value > LARGE ? Math.log(value) + LN_2 : Math.log1p(x + Math.sqrt(2 * x + x * x));
  }

  private static double clamp(double value, double min, double max) {
    return max < min ? StepColumn.MISSING : Math.max(min, Math.min(max, value));
  }

  /// Ties go up. Multiplying by the inverse costs less accuracy than dividing.
  private static double round(double value, double toNearest) {
    double inverse = 1 / toNearest;
    return Math.floor(value * inverse + 0.5) / inverse;
  }
}
