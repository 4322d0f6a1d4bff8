package io.vigie.promql.eval;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Counts the samples that a query looks at, in total and, if asked for, per step. Thread-safe.
final class SampleCounts {
  private static final AtomicLongArray NO_STEPS = new AtomicLongArray(0);

  private final LongAdder total = new LongAdder();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLongArray totalPerStep;
  private final AtomicLongArray readPerStep;
  private final @Nullable SampleCounts whole;

  /// @param steps number of steps to count apart, 0 for none
  SampleCounts(int steps) {
    this(steps, null);
  }

  private SampleCounts(int steps, @Nullable SampleCounts whole) {
    this.whole = whole;
    totalPerStep = steps == 0 ? NO_STEPS : new AtomicLongArray(steps);
    readPerStep = steps == 0 ? NO_STEPS : new AtomicLongArray(steps);
  }

  /// Counts for a part of what these count; everything added to the part is added here too.
  SampleCounts part() {
    return new SampleCounts(totalPerStep.length(), this);
  }

  boolean perStep() {
    return totalPerStep.length() > 0;
  }

  /// Adds to the totals of all steps.
  void add(long totalSamples, long samplesRead) {
    total.add(totalSamples);
    read.addAndGet(samplesRead);
    if (whole != null) {
      whole.add(totalSamples, samplesRead);
    }
  }

  /// Adds to one step, not to the totals. Ignored if steps are not counted apart.
  void addAtStep(int step, long totalSamples, long samplesRead) {
    if (step < totalPerStep.length()) {
      totalPerStep.addAndGet(step, totalSamples);
      readPerStep.addAndGet(step, samplesRead);
      if (whole != null) {
        whole.addAtStep(step, totalSamples, samplesRead);
      }
    }
  }

  long total() {
    return total.sum();
  }

  long read() {
    return read.get();
  }

  long totalAtStep(int step) {
    return totalPerStep.get(step);
  }

  long readAtStep(int step) {
    return readPerStep.get(step);
  }
}
