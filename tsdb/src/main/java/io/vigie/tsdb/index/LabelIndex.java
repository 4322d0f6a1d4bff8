package io.vigie.tsdb.index;

import io.vigie.model.metric.Labels;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/// Which series carry which labels. Series are small numbers that mean something only beside the
/// index; a set of them is a bitmap (*postings*), which the caller must not change.
public interface LabelIndex {
  ImmutableRoaringBitmap allSeries() throws IOException;

  /// Labels of one of its series.
  Labels labels(int series) throws IOException;

  /// Series with the label, whatever its value.
  ImmutableRoaringBitmap seriesWith(String name) throws IOException;

  /// Series with the label at that value; empty if there are none.
  ImmutableRoaringBitmap seriesWith(String name, String value) throws IOException;

  /// Series whose label has a value that begins with a prefix and is wanted. The caller may change
  /// them.
  MutableRoaringBitmap seriesWithAny(String name, String prefix, Predicate<String> wanted)
      throws IOException;

  /// Names of all labels, ascending.
  List<String> names() throws IOException;

  /// Values of a label, ascending, with random access; empty if there is no such label.
  List<String> values(String name) throws IOException;
}
