package io.vigie.tsdb.index;

import java.io.IOException;
import java.util.List;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

/// Which series carry which labels. Series are small numbers that mean something only beside the
/// index; a set of them is a bitmap (*postings*), which the caller must not change.
public interface LabelIndex {
  ImmutableRoaringBitmap allSeries() throws IOException;

  /// Series with the label, whatever its value.
  ImmutableRoaringBitmap seriesWith(String name) throws IOException;

  /// Series with the label at that value; empty if there are none.
  ImmutableRoaringBitmap seriesWith(String name, String value) throws IOException;

  /// Names of all labels, ascending.
  List<String> names() throws IOException;

  /// Values of a label, ascending, with random access; empty if there is no such label.
  List<String> values(String name) throws IOException;
}
