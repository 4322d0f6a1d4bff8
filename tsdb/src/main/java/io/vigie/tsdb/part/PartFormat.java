package io.vigie.tsdb.part;

/// Sections of a part:
///
/// ```
/// BLOCKS    the blocks of every series, one series after the other
/// SERIES    number of each series in its partition, ascending, 4 each
/// OFFSETS   start of the blocks of each series, and the end of the last, 5 each
/// COUNTS    series, 4 │ samples, 8 │ oldest timestamp, 8 │ newest timestamp, 8
/// ```
final class PartFormat {
  static final int BLOCKS = 0;
  static final int SERIES = 1;
  static final int OFFSETS = 2;
  static final int COUNTS = 3;
  static final int SECTIONS = 4;

  /// Enough for a tebibyte.
  static final int OFFSET_BYTES = 5;

  static final int COUNTS_BYTES = 4 + 3 * 8;

  private PartFormat() {}
}
