package io.vigie.server.sidebyside;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xerial.snappy.Snappy;

/// Bodies of remote write 1.0 requests with samples and native histograms, for a server to store.
public final class HistoryOfPrometheus {
  private final ByteString.Output out = ByteString.newOutput();
  private final CodedOutputStream request = CodedOutputStream.newInstance(out);

  /// Writes the fields of a message.
  @FunctionalInterface
  private interface Fields {
    void write(CodedOutputStream message) throws IOException;
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteString.Output bytes = ByteString.newOutput();
    CodedOutputStream message = CodedOutputStream.newInstance(bytes);
    fields.write(message);
    message.flush();
    return bytes.toByteString().toByteArray();
  }

  private static void writeLabels(CodedOutputStream series, String name, Map<String, String> labels)
      throws IOException {
    SortedMap<String, String> all = new TreeMap<>(labels);
    all.put("__name__", name);
    for (Map.Entry<String, String> label : all.entrySet()) {
      series.writeByteArray(
          1,
          message(pair -> {
            pair.writeString(1, label.getKey());
            pair.writeString(2, label.getValue());
          }));
    }
  }

  /// Adds a sample.
  public HistoryOfPrometheus sample(
      String name, Map<String, String> labels, long timestampMillis, double value)
      throws IOException {
    byte[] series =
        message(out -> {
          writeLabels(out, name, labels);
          out.writeByteArray(
              2,
              message(sample -> {
                sample.writeDouble(1, value);
                sample.writeInt64(2, timestampMillis);
              }));
        });
    request.writeByteArray(1, series);
    return this;
  }

  /// Adds a histogram of two positive spans and one negative one whose buckets grow with `count`.
  ///
  /// @param whole whether it counts in integers
  HistoryOfPrometheus histogram(String name, long timestampMillis, int count, boolean whole)
      throws IOException {
    byte[] histogram =
        message(out -> {
          if (whole) {
            out.writeUInt64(1, 5L * count);
          } else {
            out.writeDouble(2, 3.25 * count);
          }
          out.writeDouble(3, count * 1.5);
          out.writeSInt32(4, 0); // of finer ones an old Prometheus rounds the bounds otherwise
          out.writeDouble(5, 0.001);
          if (whole) {
            out.writeUInt64(6, count);
          } else {
            out.writeDouble(7, count * 0.25);
          }
          out.writeByteArray(8, span(1, 1));
          writeBuckets(out, whole, whole ? 9 : 10, count);
          out.writeByteArray(11, span(-1, 1));
          out.writeByteArray(11, span(2, 1));
          writeBuckets(out, whole, whole ? 12 : 13, count, count);
          out.writeInt64(15, timestampMillis);
        });
    byte[] series =
        message(out -> {
          writeLabels(out, name, Map.of("job", "h"));
          out.writeByteArray(4, histogram);
        });
    request.writeByteArray(1, series);
    return this;
  }

  private static byte[] span(int offset, int length) throws IOException {
    return message(out -> {
      out.writeSInt32(1, offset);
      out.writeUInt32(2, length);
    });
  }

  /// Integers as differences: n, then n again (2n in all); floats as they are.
  private static void writeBuckets(
      CodedOutputStream out, boolean whole, int field, int... differences) throws IOException {
    out.writeByteArray(
        field,
        message(packed -> {
          for (int difference : differences) {
            if (whole) {
              packed.writeSInt64NoTag(difference);
            } else {
              packed.writeDoubleNoTag(difference);
            }
          }
        }));
  }

  public byte[] body() throws IOException {
    request.flush();
    return Snappy.compress(out.toByteString().toByteArray());
  }
}
