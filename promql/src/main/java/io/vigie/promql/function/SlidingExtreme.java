package io.vigie.promql.function;

import io.vigie.promql.value.StepColumn;

/// `max_over_time` and `min_over_time` in one pass: of the samples of the window only those are
/// kept that no later one beats, in a queue whose head is the extreme. A sample enters and leaves
/// the queue once, however many windows it lies in. NaN counts only where there is nothing else.
final class SlidingExtreme {
  private final FloatWindows floats;
  private final double[] values;
  private final boolean largest;

  /// Positions of the samples that may still become the extreme.
  private final int[] queue;

  private int head;
  private int tail;

  private SlidingExtreme(RangeCall call, boolean largest) {
    floats = call.floats();
    values = floats.values();
    this.largest = largest;
    int[] to = floats.to();
    queue = new int[to.length == 0 ? 0 : to[to.length - 1]];
  }

  static void max(RangeCall call, StepColumn out) {
    new SlidingExtreme(call, true).evaluate(call, out);
  }

  static void min(RangeCall call, StepColumn out) {
    new SlidingExtreme(call, false).evaluate(call, out);
  }

  /// Hot loop.
  private void evaluate(RangeCall call, StepColumn out) {
    int[] from = floats.from();
    int[] to = floats.to();
    int next = 0;
    for (int step = 0; step < from.length; step++) {
      next = Math.max(next, from[step]);
      for (; next < to[step]; next++) {
        push(next);
      }
      while (head < tail && queue[head] < from[step]) {
        head++;
      }
      if (to[step] > from[step]) {
        call.remarkIgnoredHistograms(step);
        out.set(step, head < tail ? values[queue[head]] : Double.NaN);
      }
    }
  }

  private void push(int position) {
    double value = values[position];
    if (Double.isNaN(value)) {
      return;
    }
    while (head < tail && !beats(values[queue[tail - 1]], value)) {
      tail--;
    }
    queue[tail++] = position;
  }

  private boolean beats(double earlier, double later) {
    return largest ? earlier > later : earlier < later;
  }
}
