package io.vigie.ingest.remote;

import io.vigie.ingest.prometheus.ChunkEncoder;
import io.vigie.ingest.wire.MessageWriter;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Writes the streamed answer to remote read: frames of a length, a checksum and a
/// `ChunkedReadResponse` with chunks of one series. A frame goes out as soon as it is full, so that
/// memory does not grow with the answer. Not thread-safe.
final class ChunkFrames {
  private final OutputStream out;
  private final long maxFrameBytes;
  private final MessageWriter message = new MessageWriter(64 << 10);
  private final MessageWriter length = new MessageWriter(Long.BYTES);

  /// @param maxFrameBytes a frame ends with the chunk that reaches it
  ChunkFrames(OutputStream out, long maxFrameBytes) {
    this.out = out;
    this.maxFrameBytes = maxFrameBytes;
  }

  /// Writes the samples of a series, in as many frames as they need.
  ///
  /// @param queryIndex which query of the request is answered
  void write(int queryIndex, Labels labels, SampleBuffer samples) throws IOException {
    ChunkEncoder chunks = new ChunkEncoder(samples);
    while (chunks.hasNext()) {
      message.clear();
      int series = message.begin(1);
      LabelMessages.write(labels, message);
      do {
        writeChunk(chunks.next());
      } while (chunks.hasNext() && message.size() < maxFrameBytes);
      message.end(series);
      message.varintField(2, queryIndex);
      writeFrame();
    }
  }

  private void writeChunk(ChunkEncoder.Chunk chunk) {
    int start = message.begin(2);
    message.varintField(1, chunk.minMillis());
    message.varintField(2, chunk.maxMillis());
    message.varintField(3, chunk.encoding());
    message.bytesField(4, chunk.data());
    message.end(start);
  }

  private void writeFrame() throws IOException {
    CRC32C checksum = new CRC32C();
    checksum.update(message.array(), 0, message.size());
    length.clear();
    length.varint(message.size());
    out.write(length.array(), 0, length.size());
    out.write(ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue()).array());
    out.write(message.array(), 0, message.size());
    out.flush();
  }
}
