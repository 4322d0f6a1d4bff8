package io.vigie.tsdb.part;

import io.vigie.model.metric.SampleBuffer;
import io.vigie.tsdb.coding.SampleOrder;
import io.vigie.tsdb.format.CorruptFileException;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Makes one part of several neighbours, series by series. Of samples at one timestamp the one
/// committed first stays, which is the one in the earlier part.
final class Merge {
  private final List<Part> parts;
  private final Deletion deletion;
  private final int[] positions;
  private final SampleBuffer samples = new SampleBuffer(4096);
  private final SampleBuffer ordered = new SampleBuffer(4096);
  private final SampleBuffer remaining = new SampleBuffer();

  private Merge(List<Part> parts, Deletion deletion) {
    this.parts = parts;
    this.deletion = deletion;
    this.positions = new int[parts.size()];
  }

  /// Writes all samples of the parts, given in the order of their commits.
  ///
  /// @param deletion samples left out
  /// @param cancelled asked between series
  /// @return whether it came to its end
  static boolean merge(
      List<Part> parts, Deletion deletion, PartWriter into, BooleanSupplier cancelled)
      throws IOException {
    return new Merge(parts, deletion).run(into, cancelled);
  }

  private boolean run(PartWriter into, BooleanSupplier cancelled) throws IOException {
    for (int series = nextSeries(); series != Integer.MAX_VALUE; series = nextSeries()) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      gather(series);
      SampleBuffer kept = inOrder();
      if (deletion.touches(series)) {
        remaining.clear();
        deletion.keep(kept, remaining);
        kept = remaining;
      }
      into.add(series, kept, 0, kept.size());
    }
    return true;
  }

  private SampleBuffer inOrder() {
    if (SampleOrder.isAscending(samples, 0)) {
      return samples;
    }
    ordered.clear();
    SampleOrder.append(samples, ordered);
    return ordered;
  }

  /// The lowest series that is not merged yet; `Integer.MAX_VALUE` if all are.
  private int nextSeries() throws CorruptFileException {
    int lowest = Integer.MAX_VALUE;
    for (int i = 0; i < positions.length; i++) {
      Part part = parts.get(i);
      if (positions[i] < part.seriesCount()) {
        lowest = Math.min(lowest, part.seriesAt(positions[i]));
      }
    }
    return lowest;
  }

  private void gather(int series) throws IOException {
    samples.clear();
    for (int i = 0; i < positions.length; i++) {
      Part part = parts.get(i);
      if (positions[i] < part.seriesCount() && part.seriesAt(positions[i]) == series) {
        part.read(positions[i], Long.MIN_VALUE, Long.MAX_VALUE, samples);
        positions[i]++;
      }
    }
  }
}
