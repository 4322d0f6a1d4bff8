package io.vigie.tsdb.wal;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.tsdb.coding.HistogramCoding;
import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.MalformedBytesException;
import java.util.ArrayList;
import java.util.List;

/// Reads the payload of a frame, as [WalFormat] draws it.
final class WalRecords {
  private static final int MIN_FLOAT_BYTES = 2 + Double.BYTES;

  private final ByteReader in;
  private final List<WalRecord> records = new ArrayList<>();

  private WalRecords(ByteReader in) {
    this.in = in;
  }

  /// @throws MalformedBytesException if the bytes are no payload
  static List<WalRecord> decode(ByteReader in) {
    WalRecords decoding = new WalRecords(in);
    while (in.hasRemaining()) {
      decoding.decodeOne();
    }
    return decoding.records;
  }

  private void decodeOne() {
    int type = in.readByte();
    switch (type) {
      case WalFormat.SYMBOL -> records.add(new WalRecord.Symbol(readNumber(), in.readString()));
      case WalFormat.SERIES -> decodeSeries();
      case WalFormat.FLOATS -> decodeFloats(false);
      case WalFormat.FLOATS_WITH_START -> decodeFloats(true);
      case WalFormat.HISTOGRAM -> decodeHistogram();
      case WalFormat.EXEMPLAR -> decodeExemplar();
      default -> throw new MalformedBytesException(in.position() - 1, "a record of type " + type);
    }
  }

  private int readNumber() {
    long number = in.readVarint();
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new MalformedBytesException(in.position(), "number " + number);
    }
    return (int) number;
  }

  private void decodeSeries() {
    int number = readNumber();
    int[] symbols = new int[in.readCount(2) * 2];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = readNumber();
    }
    records.add(new WalRecord.Series(number, symbols));
  }

  private void decodeFloats(boolean hasStarts) {
    int count = in.readInt();
    if (count < 0 || count > in.remaining() / MIN_FLOAT_BYTES) {
      throw new MalformedBytesException(in.position(), count + " samples");
    }
    int[] series = new int[count];
    long[] timestamps = new long[count];
    double[] values = new double[count];
    long[] starts = new long[hasStarts ? count : 0];
    for (int i = 0; i < count; i++) {
      series[i] = (int) in.readZigzag() + (i == 0 ? 0 : series[i - 1]);
      timestamps[i] = in.readZigzag() + (i == 0 ? 0 : timestamps[i - 1]);
      values[i] = in.readDouble();
      if (hasStarts) {
        starts[i] = timestamps[i] - in.readZigzag();
      }
    }
    records.add(new WalRecord.Floats(series, timestamps, values, starts));
  }

  private void decodeHistogram() {
    int series = readNumber();
    long timestampMillis = in.readZigzag();
    long start = in.readZigzag();
    Histogram histogram = HistogramCoding.decode(in);
    records.add(new WalRecord.HistogramSample(series, timestampMillis, histogram, start));
  }

  private void decodeExemplar() {
    int series = readNumber();
    long timestampMillis = in.readZigzag();
    double value = in.readDouble();
    int count = in.readCount(2);
    Labels.Builder labels = Labels.builder();
    for (int i = 0; i < count; i++) {
      labels.set(in.readString(), in.readString());
    }
    records.add(
        new WalRecord.ExemplarRecord(series, new Exemplar(labels.build(), value, timestampMillis)));
  }
}
