package io.vigie.ingest.remote;

import static io.vigie.ingest.wire.MessageReader.BYTES;
import static io.vigie.ingest.wire.MessageReader.FIXED_64;
import static io.vigie.ingest.wire.MessageReader.VARINT;
import static io.vigie.ingest.wire.MessageReader.tag;

import io.vigie.ingest.intake.InvalidSeriesException;
import io.vigie.ingest.intake.LabelPairs;
import io.vigie.ingest.intake.PushBatch;
import io.vigie.ingest.intake.PushedMetadata;
import io.vigie.ingest.intake.RawHash;
import io.vigie.ingest.intake.SeriesSource;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.ingest.wire.MessageReader;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricType;
import java.util.Arrays;

/// Reads a `prometheus.WriteRequest` into a batch, without making an object for a sample of a known
/// series. Reused from request to request. Not thread-safe.
/* A series is known by the bytes of its label fields as they stand in the message. Every sender
 * writes them first; one that does not is legal, and read through a copy that puts them together.
 */
final class WriteRequestV1 implements SeriesSource {
  private static final int TIME_SERIES = tag(1, BYTES);
  private static final int METADATA = tag(3, BYTES);
  private static final int LAST_REQUEST_FIELD = 3;

  private static final int LABEL = tag(1, BYTES);
  private static final int SAMPLE = tag(2, BYTES);
  private static final int EXEMPLAR = tag(3, BYTES);
  private static final int HISTOGRAM = tag(4, BYTES);
  private static final int LAST_SERIES_FIELD = 4;

  private static final int NAME = tag(1, BYTES);
  private static final int TEXT = tag(2, BYTES);

  private static final int VALUE = tag(1, FIXED_64);
  private static final int TIMESTAMP = tag(2, VARINT);

  private final MessageReader in = new MessageReader();
  private final MessageReader labelReader = new MessageReader();
  private final RawHash hash = new RawHash();
  private final LabelPairs pairs = new LabelPairs();
  private final HistogramReader histogram = new HistogramReader();

  // Where the label fields of the series under way stand.
  private byte[] labelBytes = {};
  private int labelsStart;
  private int labelsEnd;

  /// Appends everything that a message holds.
  ///
  /// @throws MalformedMessageException if it is none; the batch must be dropped then
  void read(byte[] message, int size, PushBatch batch, PushedMetadata metadata)
      throws MalformedMessageException {
    in.reset(message, 0, size);
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == TIME_SERIES) {
        readSeries(message, batch);
      } else if (tag == METADATA) {
        readMetadata(metadata);
      } else {
        in.skip(tag, LAST_REQUEST_FIELD);
      }
    }
  }

  private void readSeries(byte[] message, PushBatch batch) throws MalformedMessageException {
    int outer = in.enter();
    labelBytes = message;
    labelsStart = in.position();
    skipLabels(message);
    labelsEnd = in.position();
    if (hasMoreLabels()) {
      gatherLabels(message);
    }
    hash.hash(labelBytes, labelsStart, labelsEnd);
    batch.series(hash, this);
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == SAMPLE) {
        readSample(batch);
      } else {
        readOther(tag, batch);
      }
    }
    in.leave(outer);
  }

  private void skipLabels(byte[] message) throws MalformedMessageException {
    while (!in.isAtEnd() && message[in.position()] == LABEL) {
      in.skip(in.nextTag());
    }
  }

  /// Whether label fields follow the samples. Leaves the position as it is.
  private boolean hasMoreLabels() throws MalformedMessageException {
    int start = in.position();
    boolean found = false;
    for (int tag = in.nextTag(); tag != 0 && !found; tag = in.nextTag()) {
      found = tag == LABEL;
      in.skip(tag);
    }
    in.moveTo(start);
    return found;
  }

  /// Copies the label fields, wherever they stand, behind each other.
  private void gatherLabels(byte[] message) throws MalformedMessageException {
    int start = in.position();
    byte[] gathered = Arrays.copyOfRange(message, labelsStart, in.end());
    int size = labelsEnd - labelsStart;
    for (int at = in.position(), tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      in.skip(tag);
      if (tag == LABEL) {
        System.arraycopy(message, at, gathered, size, in.position() - at);
        size += in.position() - at;
      }
      at = in.position();
    }
    labelBytes = gathered;
    labelsStart = 0;
    labelsEnd = size;
    in.moveTo(start);
  }

  private void readSample(PushBatch batch) throws MalformedMessageException {
    int outer = in.enter();
    double value = 0;
    long timestampMillis = 0;
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == VALUE) {
        value = in.fixedDouble();
      } else if (tag == TIMESTAMP) {
        timestampMillis = in.varint();
      } else {
        in.skip(tag, 2);
      }
    }
    in.leave(outer);
    batch.append(timestampMillis, value);
  }

  private void readOther(int tag, PushBatch batch) throws MalformedMessageException {
    if (tag == LABEL) {
      in.skip(tag);
    } else if (tag == HISTOGRAM) {
      histogram.read(in);
      batch.append(histogram.timestampMillis, histogram.build());
    } else if (tag == EXEMPLAR) {
      readExemplar(batch);
    } else {
      in.skip(tag, LAST_SERIES_FIELD);
    }
  }

  /// Exemplars that come too late are left out: in this version that is no error.
  private void readExemplar(PushBatch batch) throws MalformedMessageException {
    int outer = in.enter();
    LabelPairs exemplarLabels = new LabelPairs();
    double value = 0;
    long timestampMillis = 0;
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == LABEL) {
        addLabel(in, exemplarLabels);
      } else if (tag == tag(2, FIXED_64)) {
        value = in.fixedDouble();
      } else if (tag == tag(3, VARINT)) {
        timestampMillis = in.varint();
      } else {
        in.skip(tag, 3);
      }
    }
    in.leave(outer);
    try {
      var _ = batch.append(new Exemplar(exemplarLabels.toLabels(), value, timestampMillis));
    } catch (InvalidSeriesException e) {
      // Labels given twice in an extra beside the sample should not refuse the sample.
    }
  }

  private void readMetadata(PushedMetadata metadata) throws MalformedMessageException {
    int outer = in.enter();
    String family = "";
    String help = "";
    String unit = "";
    MetricType type = MetricType.UNKNOWN;
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == tag(1, VARINT)) {
        type = MetadataTypes.ofNumber(in.varint());
      } else if (tag == tag(2, BYTES)) {
        family = in.text();
      } else if (tag == tag(4, BYTES)) {
        help = in.text();
      } else if (tag == tag(5, BYTES)) {
        unit = in.text();
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    if (!family.isEmpty()) {
      metadata.put(family, new MetricMetadata(type, help, unit));
    }
  }

  @Override
  public Labels labels() throws MalformedMessageException, InvalidSeriesException {
    pairs.clear();
    labelReader.reset(labelBytes, labelsStart, labelsEnd);
    while (labelReader.nextTag() == LABEL) {
      addLabel(labelReader, pairs);
    }
    return pairs.toSeries();
  }

  private static void addLabel(MessageReader reader, LabelPairs into)
      throws MalformedMessageException {
    int outer = reader.enter();
    String name = "";
    String value = "";
    for (int tag = reader.nextTag(); tag != 0; tag = reader.nextTag()) {
      if (tag == NAME) {
        name = reader.text();
      } else if (tag == TEXT) {
        value = reader.text();
      } else {
        reader.skip(tag, 2);
      }
    }
    reader.leave(outer);
    into.add(name, value);
  }
}
