package io.vigie.promql.eval;

import io.vigie.promql.ast.Span;
import io.vigie.promql.value.Remarks;
import io.vigie.promql.value.StepColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `topk` and `bottomk`: per cell a heap of the best elements so far, the worst of them on top.
/// Elements of equal value stay in the order in which they came.
final class TopElements {
  /// The heaps of one group, one per step.
  private final class Group {
    private final @Nullable Heap[] heaps = new Heap[limits.length];
  }

  /// The best elements of one cell.
  private final class Heap {
    private double[] values = new double[4];
    private int[] series = new int[4];
    private int size;

    private void offer(double value, int index, int limit) {
      if (size < limit) {
        ensureRoom();
        values[size] = value;
        series[size] = index;
        size++;
        siftUp(size - 1);
      } else if (isWorse(values[0], value)) {
        values[0] = value;
        series[0] = index;
        siftDown(0);
      }
    }

    private void ensureRoom() {
      if (size == values.length) {
        queryLimits.hold(size, 12L * size);
        values = Arrays.copyOf(values, size * 2);
        series = Arrays.copyOf(series, size * 2);
      }
    }

    private void siftUp(int start) {
      int child = start;
      while (child > 0) {
        int parent = (child - 1) / 2;
        if (!sortsBefore(values[child], values[parent])) {
          return;
        }
        swap(parent, child);
        child = parent;
      }
    }

    private void siftDown(int start) {
      int parent = start;
      while (true) {
        int child = 2 * parent + 1;
        if (child >= size) {
          return;
        }
        if (child + 1 < size && sortsBefore(values[child + 1], values[child])) {
          child++;
        }
        if (!sortsBefore(values[child], values[parent])) {
          return;
        }
        swap(parent, child);
        parent = child;
      }
    }

    private void swap(int i, int j) {
      double value = values[i];
      values[i] = values[j];
      values[j] = value;
      int index = series[i];
      series[i] = series[j];
      series[j] = index;
    }
  }

  private final boolean largest;
  private final int[] limits;
  private final Span span;
  private final QueryLimits queryLimits;
  private final List<Group> groups = new ArrayList<>();

  /// @param largest whether for `topk`
  /// @param limits how many elements are wanted, per step
  /// @param span where the aggregation stands
  TopElements(boolean largest, int[] limits, Span span, QueryLimits queryLimits) {
    this.largest = largest;
    this.limits = limits;
    this.span = span;
    this.queryLimits = queryLimits;
  }

  void addGroup() {
    groups.add(new Group());
  }

  /// Whether `top`, the worst of the chosen, makes room for `value`. NaN is worse than everything.
  private boolean isWorse(double top, double value) {
    return (largest ? top < value : top > value) || (Double.isNaN(top) && !Double.isNaN(value));
  }

  private boolean sortsBefore(double left, double right) {
    return Double.isNaN(left) || (largest ? left < right : left > right);
  }

  void add(int group, int index, StepColumn column, int fromStep, int toStep, Remarks remarks) {
    Group into = groups.get(group);
    for (int step = fromStep; step < toStep; step++) {
      if (limits[step] < 1 || !column.isPresent(step)) {
        continue;
      }
      if (column.isHistogram(step)) {
        remarks.histogramIgnoredInAggregation(largest ? "topk" : "bottomk", span);
        continue;
      }
      Heap heap = into.heaps[step];
      if (heap == null) {
        heap = new Heap();
        into.heaps[step] = heap;
      }
      heap.offer(column.value(step), index, limits[step]);
    }
  }

  /// Takes one of the chosen elements.
  @FunctionalInterface
  interface Consumer {
    void accept(int series, int step, double value);
  }

  /// Hands out the chosen elements of a group, for each step from the best to the worst.
  void forEach(int group, Consumer consumer) {
    for (int step = 0; step < limits.length; step++) {
      Heap heap = groups.get(group).heaps[step];
      if (heap != null) {
        for (int position : bestFirst(heap)) {
          consumer.accept(heap.series[position], step, heap.values[position]);
        }
      }
    }
  }

  private List<Integer> bestFirst(Heap heap) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < heap.size; i++) {
      positions.add(i);
    }
    positions.sort((left, right) -> compare(heap.values[left], heap.values[right]));
    return positions;
  }

  private int compare(double left, double right) {
    if (Double.isNaN(left) || Double.isNaN(right)) {
      return Boolean.compare(Double.isNaN(left), Double.isNaN(right));
    }
    return largest ? Double.compare(right, left) : Double.compare(left, right);
  }
}
