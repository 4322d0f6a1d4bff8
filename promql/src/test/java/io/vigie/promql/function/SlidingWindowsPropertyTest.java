package io.vigie.promql.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Histogram;
import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.ast.Span;
import io.vigie.promql.value.Remarks;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepGrid;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SlidingWindowsPropertyTest {
  /// Samples a second apart, windows that move by `stride` samples.
  private static RangeCall call(double[] values, int width, int stride) {
    long[] timestamps = new long[values.length];
    Arrays.setAll(timestamps, i -> i * 1000L);
    int steps = values.length / stride + 1;
    int[] from = new int[steps];
    int[] to = new int[steps];
    for (int step = 0; step < steps; step++) {
      to[step] = Math.min(values.length, step * stride + 1);
      from[step] = Math.min(to[step], Math.max(0, to[step] - width));
    }
    return new RangeCall(
        new StepGrid(0, 1000L * stride, steps),
        "m",
        new FloatWindows(timestamps, values, new long[0], from, to),
        new HistogramWindows(new long[0], new Histogram[0], new long[0], new int[0], new int[0]),
        new double[0][],
        1000L * width,
        new RangeCall.WindowEnds(0, 1000L * stride),
        RangeEdges.PLAIN,
        Span.NONE,
        new Remarks(),
        () -> {});
  }

  private static double[] values(long seed, boolean whole) {
    Random random = new Random(seed);
    double[] values = new double[random.nextInt(60)];
    for (int i = 0; i < values.length; i++) {
      double value = random.nextInt(21) - 10;
      values[i] = whole ? value : random.nextInt(8) == 0 ? Double.NaN : value + 0.5;
    }
    return values;
  }

  @Property
  void theSlidingMaximumIsTheMaximumOfEveryWindow(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int width) {
    RangeCall call = call(values(seed, false), width, 2);
    StepColumn sliding = StepColumn.missing(call.grid().steps());
    SlidingExtreme.max(call, sliding);
    for (int step = 0; step < call.grid().steps(); step++) {
      assertThat(sliding.isPresent(step)).isEqualTo(call.floats().size(step) > 0);
      if (sliding.isPresent(step)) {
        assertThat(sliding.value(step)).isEqualTo(Double.valueOf(naiveMax(call.floats(), step)));
      }
    }
  }

  private static double naiveMax(FloatWindows floats, int step) {
    double[] window =
        Arrays.stream(floats.values(), floats.from()[step], floats.to()[step])
            .filter(value -> !Double.isNaN(value))
            .toArray();
    return Arrays.stream(window).max().orElse(Double.NaN);
  }

  @Property
  void sumsInAdvanceAreTheSumsOfEveryWindow(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int width) {
    RangeCall call = call(values(seed, true), width, 1);
    IntegerSums sums = IntegerSums.of(call.floats());
    assertThat(sums.isUsable()).isTrue();
    for (int step = 0; step < call.grid().steps(); step++) {
      int from = call.floats().from()[step];
      int to = call.floats().to()[step];
      assertThat(sums.between(from, to))
          .isEqualTo(Arrays.stream(call.floats().values(), from, to).sum());
    }
  }

  @Property(tries = 20)
  void fractionsAreNotSummedInAdvance(@ForAll long seed) {
    double[] values = values(seed, true);
    if (values.length > 0) {
      values[0] = 0.5;
      assertThat(IntegerSums.of(call(values, 3, 1).floats()).isUsable()).isFalse();
    }
  }
}
