package io.vigie.tsdb.wal;

/// Numbers of the journal's format:
///
/// ```
/// segment:  header 16 │ frame │ frame │ …
/// frame:    payload length, 4 │ CRC32C of length and payload, 4 │ payload
/// payload:  record │ record │ …            one frame is one batch: all of it or nothing
///
/// record:   type, 1, then
///   1 symbol      number │ text
///   2 series      number │ count of pairs │ (name symbol │ value symbol) …
///   3 floats      count, 4 │ (series │ timestamp │ value, 8) …
///   4 floats with start timestamps, as 3, each followed by timestamp minus start
///   5 histogram   series │ timestamp │ start timestamp, 0 if it has none │ histogram
///   6 exemplar    series │ timestamp │ value, 8 │ count of labels │ (name │ value) …
/// ```
///
/// In 3 and 4 series and timestamp are differences to the sample before, zigzag; elsewhere numbers
/// are varints and timestamps zigzag.
final class WalFormat {
  static final int FRAME_HEADER_BYTES = 8;

  /// A frame that claims to be longer is damaged.
  static final int MAX_PAYLOAD_BYTES = 512 * 1024 * 1024;

  static final int SYMBOL = 1;
  static final int SERIES = 2;
  static final int FLOATS = 3;
  static final int FLOATS_WITH_START = 4;
  static final int HISTOGRAM = 5;
  static final int EXEMPLAR = 6;

  private WalFormat() {}
}
