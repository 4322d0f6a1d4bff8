package io.vigie.tsdb.index;

/// Sections of an index segment and the sizes of their entries:
///
/// ```
/// SYMBOL_OFFSETS  start of each text and the end of the last, 4 each
/// SYMBOLS         texts in ascending order, UTF-8
/// SERIES_OFFSETS  start of each series and the end of the last, 4 each
/// SERIES          (name symbol │ value symbol) … as varints
/// HASHES          (hash of the labels, 4 │ series, 4) … ascending by hash
/// NAMES           (name symbol │ first value │ values │ postings start │ postings bytes, 4 each) …
/// VALUES          (value symbol │ postings start │ postings bytes, 4 each) …
/// POSTINGS        Roaring bitmaps of series numbers
/// COUNTS          first series │ series │ symbols │ names, 4 each
/// ```
///
/// Series are numbered within their partition; entries are for the series from the first one on.
/// Names and their values are in ascending order.
final class IndexFormat {
  static final int SYMBOL_OFFSETS = 0;
  static final int SYMBOLS = 1;
  static final int SERIES_OFFSETS = 2;
  static final int SERIES = 3;
  static final int HASHES = 4;
  static final int NAMES = 5;
  static final int VALUES = 6;
  static final int POSTINGS = 7;
  static final int COUNTS = 8;
  static final int SECTIONS = 9;

  static final int HASH_ENTRY_BYTES = 8;
  static final int NAME_ENTRY_BYTES = 20;
  static final int VALUE_ENTRY_BYTES = 12;
  static final int COUNTS_BYTES = 16;

  private IndexFormat() {}
}
