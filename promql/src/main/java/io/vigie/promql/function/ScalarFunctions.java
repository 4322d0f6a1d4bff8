package io.vigie.promql.function;

import io.vigie.model.metric.Labels;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// `time`, `pi`, `scalar`, `vector`, `min_of`, `max_of`: between scalars and vectors.
final class ScalarFunctions {
  private ScalarFunctions() {}

  static Map<String, PromqlFunction> all() {
    return Map.of(
        "time", new PromqlFunction.ToScalar(ScalarFunctions::time),
        "pi", new PromqlFunction.ToScalar(call -> constant(call, Math.PI)),
        "scalar", new PromqlFunction.ToScalar(ScalarFunctions::scalar),
        "min_of", new PromqlFunction.ToScalar(call -> either(call, false)),
        "max_of", new PromqlFunction.ToScalar(call -> either(call, true)),
        "vector", new PromqlFunction.OverVectors(ScalarFunctions::vector));
  }

  private static double[] time(VectorCall call) {
    double[] seconds = new double[call.grid().steps()];
    for (int step = 0; step < seconds.length; step++) {
      seconds[step] = call.grid().timestampMillis(step) / 1000.0;
    }
    return seconds;
  }

  private static double[] constant(VectorCall call, double value) {
    double[] values = new double[call.grid().steps()];
    Arrays.fill(values, value);
    return values;
  }

  /// The only float of each step, or NaN if there is none or more than one.
  private static double[] scalar(VectorCall call) {
    double[] values = constant(call, Double.NaN);
    boolean[] found = new boolean[values.length];
    for (StepSeries series : call.vector(0)) {
      StepColumn column = series.column();
      for (int step = 0; step < values.length; step++) {
        if (column.isPresent(step) && !column.isHistogram(step)) {
          values[step] = found[step] ? Double.NaN : column.value(step);
          found[step] = true;
        }
      }
    }
    return values;
  }

  private static double[] either(VectorCall call, boolean greater) {
    double[] left = call.scalar(0);
    double[] right = call.scalar(1);
    double[] values = new double[left.length];
    for (int step = 0; step < values.length; step++) {
      values[step] =
          greater ? Math.max(left[step], right[step]) : Math.min(left[step], right[step]);
    }
    return values;
  }

  private static List<StepSeries> vector(VectorCall call) {
    return List.of(new StepSeries(Labels.EMPTY, false, StepColumn.of(call.scalar(0).clone())));
  }
}
