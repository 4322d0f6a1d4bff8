package io.vigie.ingest.remote;

import io.vigie.ingest.wire.MessageWriter;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import java.io.IOException;
import java.util.Arrays;
import org.xerial.snappy.Snappy;

/// Collects the answer to remote read that is one message with all samples: a `ReadResponse`. Not
/// thread-safe.
final class SampledAnswer {
  private static final int MAX_BYTES = 128 << 20;

  private final long maxSamples;
  private final MessageWriter out = new MessageWriter(64 << 10);
  private long samples;

  /// @param maxSamples of one query; 0 for no limit
  SampledAnswer(long maxSamples) {
    this.maxSamples = maxSamples;
  }

  /// Begins what one query finds.
  ///
  /// @return what [#end] must be given
  int begin() {
    samples = 0;
    return out.begin(1);
  }

  void end(int start) {
    out.end(start);
  }

  /// Adds a series.
  ///
  /// @throws RefusedRequestException if that is more than a caller may ask for
  void add(Labels labels, SampleBuffer found) throws RefusedRequestException {
    samples += found.size();
    if (maxSamples > 0 && samples > maxSamples) {
      throw new RefusedRequestException(400, "exceeded sample limit (" + maxSamples + ")");
    }
    write(labels, found);
    if (out.size() > MAX_BYTES) {
      throw new RefusedRequestException(
          400,
          "the answer exceeds "
              + MAX_BYTES
              + " bytes; ask for less time or series, or accept streamed chunks");
    }
  }

  private void write(Labels labels, SampleBuffer found) {
    int start = out.begin(1);
    LabelMessages.write(labels, out);
    for (int i = 0; i < found.size(); i++) {
      long at = found.timestampsMillis()[i];
      if (found.isHistogram(i)) {
        HistogramWriter.write(out, 4, at, found.histogram(i), 0);
      } else {
        int sample = out.begin(2);
        out.doubleField(1, found.values()[i]);
        out.varintField(2, at);
        out.end(sample);
      }
    }
    out.end(start);
  }

  /// The whole answer, compressed by snappy.
  byte[] compressed() throws IOException {
    byte[] compressed = new byte[Snappy.maxCompressedLength(out.size())];
    int size = Snappy.compress(out.array(), 0, out.size(), compressed, 0);
    return Arrays.copyOf(compressed, size);
  }
}
