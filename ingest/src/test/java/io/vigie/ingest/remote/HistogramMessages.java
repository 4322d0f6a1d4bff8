package io.vigie.ingest.remote;

import io.vigie.ingest.wire.MessageWriter;

/// Histograms as fields of a message.
final class HistogramMessages {
  private HistogramMessages() {}

  /// One observation in (1,2] and two in (2,4], with a count that may lie.
  static void integer(MessageWriter writer, int field, long atMillis, long count) {
    int start = writer.begin(field);
    writer.chosenVarintField(1, count);
    writer.doubleField(3, 4.5);
    span(writer, 11, 1, 2);
    int deltas = writer.begin(12);
    writer.zigZagVarint(1);
    writer.zigZagVarint(1);
    writer.end(deltas);
    writer.varintField(15, atMillis);
    writer.end(start);
  }

  /// One and a half observation in (0.5,1].
  static void floats(MessageWriter writer, int field, long atMillis) {
    int start = writer.begin(field);
    writer.chosenDoubleField(2, 1.5);
    writer.doubleField(3, 2);
    span(writer, 11, 0, 1);
    int counts = writer.begin(13);
    writer.fixedDouble(1.5);
    writer.end(counts);
    writer.varintField(15, atMillis);
    writer.end(start);
  }

  /// One observation up to 5, two beyond.
  static void custom(MessageWriter writer, int field, long atMillis) {
    int start = writer.begin(field);
    writer.chosenVarintField(1, 3);
    writer.doubleField(3, 9);
    writer.zigZagField(4, -53);
    span(writer, 11, 0, 2);
    int deltas = writer.begin(12);
    writer.zigZagVarint(1);
    writer.zigZagVarint(1);
    writer.end(deltas);
    int bounds = writer.begin(16);
    writer.fixedDouble(5);
    writer.end(bounds);
    writer.varintField(15, atMillis);
    writer.end(start);
  }

  private static void span(MessageWriter writer, int field, int offset, int length) {
    int start = writer.begin(field);
    writer.zigZagField(1, offset);
    writer.varintField(2, length);
    writer.end(start);
  }
}
