package io.vigie.server.sidebyside;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.vigie.ingest.prometheus.ChunkDecoder;
import io.vigie.ingest.prometheus.ChunkEncoder;
import io.vigie.model.metric.SampleBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.xerial.snappy.Snappy;

/// The chunks of one series as a server streams them to who reads remotely.
final class StreamedChunks {
  private record Chunk(int encoding, byte[] data) {
    /// What it holds.
    SampleBuffer samples() {
      SampleBuffer samples = new SampleBuffer();
      try {
        ChunkDecoder.decode(encoding, data, samples);
      } catch (IOException e) {
        throw new AssertionError("a chunk cannot be read", e);
      }
      return samples;
    }

    /// Without what the first histogram says about resets, which is known by who wrote it only, and
    /// without the empty byte that Prometheus leaves behind where bits end with a byte.
    static String hex(int encoding, byte[] data) {
      byte[] bytes = data.clone();
      if (encoding != 1) {
        bytes[2] = 0;
      }
      return encoding + " " + HexFormat.of().formatHex(bytes).replaceAll("(00)+$", "");
    }
  }

  private final List<Chunk> chunks = new ArrayList<>();

  /// Every chunk as text.
  List<String> hex() {
    return chunks.stream().map(chunk -> Chunk.hex(chunk.encoding, chunk.data)).toList();
  }

  /// The same samples chunk by chunk as Vigie encodes them, as text.
  List<String> encodedAgain() {
    List<String> again = new ArrayList<>();
    for (Chunk chunk : chunks) {
      new ChunkEncoder(chunk.samples())
          .forEachRemaining(encoded -> again.add(Chunk.hex(encoded.encoding(), encoded.data())));
    }
    return again;
  }

  /// All samples as text; of each histogram what counts.
  List<String> points() {
    List<String> points = new ArrayList<>();
    for (Chunk chunk : chunks) {
      SampleBuffer samples = chunk.samples();
      for (int i = 0; i < samples.size(); i++) {
        Object value = samples.isHistogram(i) ? samples.histogram(i) : (Object) samples.values()[i];
        points.add(samples.timestampsMillis()[i] + " " + value);
      }
    }
    return points;
  }

  /// Everything since an instant, by labels.
  static Map<String, StreamedChunks> read(PrometheusApi server, long sinceMillis) throws Exception {
    CodedInputStream in = CodedInputStream.newInstance(server.read(request(sinceMillis)));
    Map<String, StreamedChunks> all = new TreeMap<>();
    while (!in.isAtEnd()) {
      int length = in.readRawVarint32();
      in.readRawBytes(Integer.BYTES); // the checksum, which the client's own tests check
      CodedInputStream frame = CodedInputStream.newInstance(in.readRawBytes(length));
      for (int tag = frame.readTag(); tag != 0; tag = frame.readTag()) {
        if (WireFormat.getTagFieldNumber(tag) == 1) {
          readSeries(frame.readBytes().newCodedInput(), all);
        } else {
          frame.skipField(tag);
        }
      }
    }
    return all;
  }

  private static void readSeries(CodedInputStream in, Map<String, StreamedChunks> all)
      throws IOException {
    StringBuilder labels = new StringBuilder();
    StreamedChunks series = new StreamedChunks();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      CodedInputStream field = in.readBytes().newCodedInput();
      if (WireFormat.getTagFieldNumber(tag) == 1) {
        field.readTag();
        labels.append(field.readString()).append('=');
        field.readTag();
        labels.append(field.readString()).append(' ');
      } else {
        series.chunks.add(readChunk(field));
      }
    }
    all.computeIfAbsent(labels.toString(), _ -> new StreamedChunks()).chunks.addAll(series.chunks);
  }

  private static Chunk readChunk(CodedInputStream in) throws IOException {
    int encoding = 0;
    byte[] data = {};
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 3 -> encoding = in.readEnum();
        case 4 -> data = in.readByteArray();
        default -> in.skipField(tag);
      }
    }
    return new Chunk(encoding, data);
  }

  /// Asks for `{__name__=~".+"}` as streamed chunks.
  private static byte[] request(long sinceMillis) throws IOException {
    ByteString.Output matcher = ByteString.newOutput();
    CodedOutputStream fields = CodedOutputStream.newInstance(matcher);
    fields.writeEnum(1, 2);
    fields.writeString(2, "__name__");
    fields.writeString(3, ".+");
    fields.flush();
    ByteString.Output query = ByteString.newOutput();
    fields = CodedOutputStream.newInstance(query);
    fields.writeInt64(1, sinceMillis);
    fields.writeInt64(2, sinceMillis + 7_200_000);
    fields.writeBytes(3, matcher.toByteString());
    fields.flush();
    ByteString.Output request = ByteString.newOutput();
    fields = CodedOutputStream.newInstance(request);
    fields.writeBytes(1, query.toByteString());
    fields.writeEnum(2, 1);
    fields.flush();
    return Snappy.compress(request.toByteString().toByteArray());
  }
}
