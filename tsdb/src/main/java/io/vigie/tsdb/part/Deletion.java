package io.vigie.tsdb.part;

import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.time.TimeRange;
import io.vigie.tsdb.coding.SampleOrder;
import io.vigie.tsdb.format.CorruptFileException;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/// Samples that a rewriting of parts leaves out.
///
/// @param series numbers in the partition
/// @param range timestamps
record Deletion(ImmutableRoaringBitmap series, TimeRange range) {
  /// Leaves nothing out.
  static final Deletion NONE = new Deletion(new MutableRoaringBitmap(), TimeRange.ALWAYS);

  boolean touches(int number) {
    return series.contains(number);
  }

  /// Whether rewriting the part would change it, as far as its series and bounds tell.
  boolean mayTouch(Part part) throws CorruptFileException {
    if (!range.overlaps(part.minMillis(), part.maxMillis())) {
      return false;
    }
    for (int position = 0; position < part.seriesCount(); position++) {
      if (touches(part.seriesAt(position))) {
        return true;
      }
    }
    return false;
  }

  /// Appends the samples that stay.
  void keep(SampleBuffer samples, SampleBuffer into) {
    for (int i = 0; i < samples.size(); i++) {
      if (!range.contains(samples.timestampsMillis()[i])) {
        SampleOrder.appendOne(samples, i, into);
      }
    }
  }
}
