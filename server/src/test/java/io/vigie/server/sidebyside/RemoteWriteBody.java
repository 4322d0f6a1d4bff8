package io.vigie.server.sidebyside;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.vigie.model.metric.Labels;
import io.vigie.server.sidebyside.GeneratedData.GeneratedSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/// Bodies of remote write 1.0 requests, the only way into Prometheus that takes stale markers.
final class RemoteWriteBody {
  /// The longest literal whose length Snappy writes in two bytes.
  private static final int MAX_LITERAL = 1 << 16;

  private RemoteWriteBody() {}

  /// The samples of some series between two instants, the first included, as one compressed body.
  static byte[] of(List<GeneratedSeries> series, long fromMillis, long toMillisExclusive)
      throws IOException {
    ByteString.Output out = ByteString.newOutput();
    CodedOutputStream request = CodedOutputStream.newInstance(out);
    for (GeneratedSeries one : series) {
      request.writeByteArray(1, timeSeries(one, fromMillis, toMillisExclusive));
    }
    request.flush();
    return snappy(out.toByteString().toByteArray());
  }

  private static byte[] timeSeries(GeneratedSeries series, long from, long toExclusive)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CodedOutputStream message = CodedOutputStream.newInstance(out);
    Labels labels = series.labels();
    for (int i = 0; i < labels.size(); i++) {
      ByteArrayOutputStream label = new ByteArrayOutputStream();
      CodedOutputStream pair = CodedOutputStream.newInstance(label);
      pair.writeString(1, labels.name(i));
      pair.writeString(2, labels.value(i));
      pair.flush();
      message.writeByteArray(1, label.toByteArray());
    }
    for (int i = 0; i < series.values().length; i++) {
      long timestampMillis = series.timestampsMillis()[i];
      if (timestampMillis >= from && timestampMillis < toExclusive) {
        ByteArrayOutputStream sample = new ByteArrayOutputStream();
        CodedOutputStream fields = CodedOutputStream.newInstance(sample);
        fields.writeFixed64(1, Double.doubleToRawLongBits(series.values()[i]));
        fields.writeInt64(2, timestampMillis);
        fields.flush();
        message.writeByteArray(2, sample.toByteArray());
      }
    }
    message.flush();
    return out.toByteArray();
  }

  /// Snappy's block format with nothing compressed: the length, then literals.
  private static byte[] snappy(byte[] raw) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CodedOutputStream length = CodedOutputStream.newInstance(out);
    length.writeUInt32NoTag(raw.length);
    length.flush();
    for (int from = 0; from < raw.length; from += MAX_LITERAL) {
      int size = Math.min(MAX_LITERAL, raw.length - from);
      out.write(61 << 2);
      out.write(size - 1 & 0xff);
      out.write(size - 1 >> 8);
      out.write(raw, from, size);
    }
    return out.toByteArray();
  }
}
