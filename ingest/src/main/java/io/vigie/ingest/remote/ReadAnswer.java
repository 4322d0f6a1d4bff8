package io.vigie.ingest.remote;

import static io.vigie.ingest.wire.MessageReader.BYTES;
import static io.vigie.ingest.wire.MessageReader.FIXED_64;
import static io.vigie.ingest.wire.MessageReader.VARINT;
import static io.vigie.ingest.wire.MessageReader.tag;

import io.vigie.ingest.intake.InvalidSeriesException;
import io.vigie.ingest.intake.LabelPairs;
import io.vigie.ingest.prometheus.ChunkDecoder;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.ingest.wire.MessageReader;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// Reads what a server answers to remote read: one message with samples, or a stream of frames with
/// chunks as Prometheus keeps them. Used once.
final class ReadAnswer {
  private final MessageReader in = new MessageReader();
  private final HistogramReader histogram = new HistogramReader();
  private final Map<Labels, SampleBuffer> series = new TreeMap<>();

  /// The series of a `ReadResponse`, by labels.
  static Map<Labels, SampleBuffer> ofSamples(byte[] message) throws MalformedMessageException {
    ReadAnswer answer = new ReadAnswer();
    answer.in.reset(message, 0, message.length);
    answer.readFields(1, () -> answer.readFields(1, answer::readTimeSeries));
    return answer.series;
  }

  /// The series of frames, each a length, a checksum and a `ChunkedReadResponse`.
  ///
  /// @throws IOException if a frame or chunk is damaged
  static Map<Labels, SampleBuffer> ofChunks(byte[] body)
      throws MalformedMessageException, IOException {
    ReadAnswer answer = new ReadAnswer();
    int at = 0;
    while (at < body.length) {
      answer.in.reset(body, at, body.length);
      long length = answer.in.varint();
      int start = answer.in.position() + Integer.BYTES;
      if (length < 0 || start + length > body.length) {
        throw new MalformedMessageException("a frame of " + length + " bytes is cut short");
      }
      int end = start + (int) length;
      CRC32C checksum = new CRC32C();
      checksum.update(body, start, (int) length);
      if ((int) checksum.getValue() != ByteBuffer.wrap(body).getInt(start - Integer.BYTES)) {
        throw new MalformedMessageException("the checksum of a frame is wrong");
      }
      answer.in.reset(body, start, end);
      answer.readChunkedSeries(body);
      at = end;
    }
    return answer.series;
  }

  /// Reads a message that the reader stands before, or in.
  private interface Reading {
    void read() throws MalformedMessageException;
  }

  /// Reads all messages under one field number at this level.
  private void readFields(int field, Reading reading) throws MalformedMessageException {
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == tag(field, BYTES)) {
        int outer = in.enter();
        reading.read();
        in.leave(outer);
      } else {
        in.skip(tag);
      }
    }
  }

  private void readTimeSeries() throws MalformedMessageException {
    LabelPairs labels = new LabelPairs();
    SampleBuffer samples = new SampleBuffer();
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == tag(1, BYTES)) {
        readLabel(labels);
      } else if (tag == tag(2, BYTES)) {
        readSample(samples);
      } else if (tag == tag(4, BYTES)) {
        histogram.read(in);
        samples.add(histogram.timestampMillis, histogram.build());
      } else {
        in.skip(tag);
      }
    }
    append(samples, of(labels));
  }

  private void append(SampleBuffer samples, SampleBuffer into) {
    for (int i = 0; i < samples.size(); i++) {
      boolean later =
          into.isEmpty()
              || samples.timestampsMillis()[i] > into.timestampsMillis()[into.size() - 1];
      if (later) {
        RemoteSeries.copy(samples, i, into);
      }
    }
  }

  private SampleBuffer of(LabelPairs labels) throws MalformedMessageException {
    try {
      return series.computeIfAbsent(labels.toLabels(), _ -> new SampleBuffer());
    } catch (InvalidSeriesException e) {
      throw new MalformedMessageException(String.valueOf(e.getMessage()));
    }
  }

  private void readLabel(LabelPairs into) throws MalformedMessageException {
    int outer = in.enter();
    String name = "";
    String value = "";
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == tag(1, BYTES)) {
        name = in.text();
      } else if (tag == tag(2, BYTES)) {
        value = in.text();
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    into.add(name, value);
  }

  private void readSample(SampleBuffer into) throws MalformedMessageException {
    int outer = in.enter();
    double value = 0;
    long timestampMillis = 0;
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == tag(1, FIXED_64)) {
        value = in.fixedDouble();
      } else if (tag == tag(2, VARINT)) {
        timestampMillis = in.varint();
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    into.add(timestampMillis, value);
  }

  private void readChunkedSeries(byte[] body) throws MalformedMessageException, IOException {
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag != tag(1, BYTES)) {
        in.skip(tag);
        continue;
      }
      int outer = in.enter();
      LabelPairs labels = new LabelPairs();
      SampleBuffer samples = new SampleBuffer();
      for (int field = in.nextTag(); field != 0; field = in.nextTag()) {
        if (field == tag(1, BYTES)) {
          readLabel(labels);
        } else if (field == tag(2, BYTES)) {
          readChunk(body, samples);
        } else {
          in.skip(field);
        }
      }
      in.leave(outer);
      append(samples, of(labels));
    }
  }

  private void readChunk(byte[] body, SampleBuffer into)
      throws MalformedMessageException, IOException {
    int outer = in.enter();
    int encoding = 0;
    byte[] chunk = {};
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == tag(3, VARINT)) {
        encoding = (int) in.varint();
      } else if (tag == tag(4, BYTES)) {
        int end = in.length() + in.position();
        chunk = Arrays.copyOfRange(body, in.position(), end);
        in.moveTo(end);
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    ChunkDecoder.decode(encoding, chunk, into);
  }
}
