package io.vigie.promql.eval;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.Span;
import io.vigie.promql.function.HistogramArithmetic;
import io.vigie.promql.function.HistogramSum;
import io.vigie.promql.function.HistogramTrim;
import io.vigie.promql.function.Powers;
import io.vigie.promql.value.Remarks;
import org.jspecify.annotations.Nullable;

/// Binary operators on single samples: floats, histograms, or one of each.
final class ElementOperators {
  /// The result of an operator; reused from sample to sample.
  static final class Result {
    private double value;
    private @Nullable Histogram histogram;
    private boolean kept;

    /// Whether the sample stays (a comparison may filter it out).
    boolean isKept() {
      return kept;
    }

    double value() {
      return value;
    }

    @Nullable Histogram histogram() {
      return histogram;
    }

    private boolean set(double newValue, @Nullable Histogram newHistogram, boolean newKept) {
      value = newValue;
      histogram = newHistogram;
      kept = newKept;
      return true;
    }
  }

  private ElementOperators() {}

  /// Whether the result is another quantity than the operands, so that it loses their name.
  static boolean changesMeaning(BinaryOperator operator) {
    return operator.kind() == BinaryOperator.Kind.ARITHMETIC;
  }

  /// An operator between two scalars; a comparison gives 0 or 1.
  static double scalar(BinaryOperator operator, double left, double right) {
    return operator.isComparison()
        ? (compare(operator, left, right) ? 1 : 0)
        : arithmetic(operator, left, right);
  }

  /// An arithmetic operator between two floats.
  static double arithmetic(BinaryOperator operator, double left, double right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
      case POWER -> Powers.power(left, right);
      case ATAN2 -> Math.atan2(left, right);
      case OR,
          AND,
          UNLESS,
          EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          TRIM_UPPER,
          TRIM_LOWER ->
          throw new IllegalArgumentException(operator + " is no arithmetic operator");
    };
  }

  /// A comparison of two floats.
  static boolean compare(BinaryOperator operator, double left, double right) {
    return switch (operator) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
      case OR,
          AND,
          UNLESS,
          ADD,
          SUBTRACT,
          MULTIPLY,
          DIVIDE,
          MODULO,
          ATAN2,
          POWER,
          TRIM_UPPER,
          TRIM_LOWER ->
          throw new IllegalArgumentException(operator + " is no comparison");
    };
  }

  /// An operator between two samples; a sample is a histogram if there is one, otherwise a float.
  ///
  /// @return false, with a remark, if the operator does not take such samples
  static boolean apply(
      BinaryOperator operator,
      double left,
      @Nullable Histogram leftHistogram,
      double right,
      @Nullable Histogram rightHistogram,
      Span span,
      Remarks remarks,
      Result result) {
    if (leftHistogram == null && rightHistogram == null) {
      return floats(operator, left, right, span, remarks, result);
    }
    if (leftHistogram != null && rightHistogram != null) {
      return histograms(operator, leftHistogram, rightHistogram, span, remarks, result);
    }
    boolean done =
        leftHistogram != null
            ? histogramAndFloat(operator, leftHistogram, right, result)
            : rightHistogram != null && floatAndHistogram(operator, left, rightHistogram, result);
    if (!done) {
      remarks.incompatibleTypes(
          typeOf(leftHistogram), operator.symbol(), typeOf(rightHistogram), span);
    }
    return done;
  }

  private static String typeOf(@Nullable Histogram histogram) {
    return histogram == null ? "float" : "histogram";
  }

  private static boolean floats(
      BinaryOperator operator,
      double left,
      double right,
      Span span,
      Remarks remarks,
      Result result) {
    return switch (operator.kind()) {
      case ARITHMETIC -> result.set(arithmetic(operator, left, right), null, true);
      case COMPARISON -> result.set(left, null, compare(operator, left, right));
      case TRIM, SET -> {
        remarks.incompatibleTypes("float", operator.symbol(), "float", span);
        yield false;
      }
    };
  }

  private static boolean floatAndHistogram(
      BinaryOperator operator, double left, Histogram right, Result result) {
    return operator == BinaryOperator.MULTIPLY
        && result.set(0, HistogramArithmetic.multiply(right, left), true);
  }

  private static boolean histogramAndFloat(
      BinaryOperator operator, Histogram left, double right, Result result) {
    return switch (operator) {
      case MULTIPLY -> result.set(0, HistogramArithmetic.multiply(left, right), true);
      case DIVIDE -> result.set(0, HistogramArithmetic.divide(left, right), true);
      case TRIM_UPPER -> result.set(0, HistogramTrim.below(left, right), true);
      case TRIM_LOWER -> result.set(0, HistogramTrim.above(left, right), true);
      case OR,
          AND,
          UNLESS,
          EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          ADD,
          SUBTRACT,
          MODULO,
          ATAN2,
          POWER ->
          false;
    };
  }

  private static boolean histograms(
      BinaryOperator operator,
      Histogram left,
      Histogram right,
      Span span,
      Remarks remarks,
      Result result) {
    if (operator == BinaryOperator.ADD || operator == BinaryOperator.SUBTRACT) {
      return sum(operator, left, right, span, remarks, result);
    }
    if (operator == BinaryOperator.EQUAL || operator == BinaryOperator.NOT_EQUAL) {
      boolean same = HistogramArithmetic.sameObservations(left, right);
      return result.set(0, left, same == (operator == BinaryOperator.EQUAL));
    }
    remarks.incompatibleTypes("histogram", operator.symbol(), "histogram", span);
    return false;
  }

  private static boolean sum(
      BinaryOperator operator,
      Histogram left,
      Histogram right,
      Span span,
      Remarks remarks,
      Result result) {
    boolean adds = operator == BinaryOperator.ADD;
    String operation = adds ? "addition" : "subtraction";
    HistogramSum sum = new HistogramSum(left);
    if (!(adds ? sum.add(right) : sum.subtract(right))) {
      remarks.incompatibleBuckets(operator.symbol(), span);
      return false;
    }
    if (sum.takeBoundsReconciled()) {
      remarks.mismatchedCustomBuckets(operation, span);
    }
    if (sum.resetsConflict()) {
      remarks.conflictingResets(operation, span);
    }
    if (!adds) {
      sum.hint(ResetHint.GAUGE);
    }
    return result.set(0, sum.toHistogram(), true);
  }
}
