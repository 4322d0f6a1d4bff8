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
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads an `io.prometheus.write.v2.Request` into a batch, without making an object for a sample of
/// a known series. Reused from request to request. Not thread-safe.
/* Symbols are numbered anew in each request, so a series is known by a hash over the hashes of its
 * symbols. A series is walked through twice: first for what its samples need to know (labels,
 * metadata, start), wherever in the message that stands, then for the samples.
 */
final class WriteRequestV2 implements SeriesSource {
  private static final int SYMBOL = tag(4, BYTES);
  private static final int TIME_SERIES = tag(5, BYTES);

  private static final int LABEL_REFS = tag(1, BYTES);
  private static final int LABEL_REF = tag(1, VARINT);
  private static final int SAMPLE = tag(2, BYTES);
  private static final int HISTOGRAM = tag(3, BYTES);
  private static final int EXEMPLAR = tag(4, BYTES);
  private static final int METADATA = tag(5, BYTES);
  private static final int CREATED_TIMESTAMP = tag(6, VARINT);
  private static final int LAST_SERIES_FIELD = 6;

  private static final int VALUE = tag(1, FIXED_64);
  private static final int TIMESTAMP = tag(2, VARINT);
  private static final int START_TIMESTAMP = tag(3, VARINT);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final boolean typeAndUnitLabels;
  private final MessageReader in = new MessageReader();
  private final Symbols symbols = new Symbols();
  private final RawHash hash = new RawHash();
  private final LabelPairs pairs = new LabelPairs();
  private final HistogramReader histogram = new HistogramReader();
  private final IntArrayList exemplarRefs = new IntArrayList();
  private byte[] hashed = new byte[1024];

  // The series under way.
  private final IntArrayList labelRefs = new IntArrayList();
  private long createdMillis;
  private MetricType type = MetricType.UNKNOWN;
  private int helpRef;
  private int unitRef;
  private int samplesSeen;
  private int exemplarsSeen;

  private long samplesWithoutMetadata;

  /// @param typeAndUnitLabels whether series get the labels `__type__` and `__unit__`
  WriteRequestV2(boolean typeAndUnitLabels) {
    this.typeAndUnitLabels = typeAndUnitLabels;
  }

  /// Samples and histograms of the last request whose series came without metadata.
  long samplesWithoutMetadata() {
    return samplesWithoutMetadata;
  }

  /// Appends everything that a message holds.
  ///
  /// @throws MalformedMessageException if it is none; the batch must be dropped then
  void read(byte[] message, int size, PushBatch batch, PushedMetadata metadata)
      throws MalformedMessageException {
    samplesWithoutMetadata = 0;
    readSymbols(message, size);
    in.reset(message, 0, size);
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == TIME_SERIES) {
        readSeries(batch, metadata);
      } else {
        in.skip(tag);
      }
    }
  }

  private void readSymbols(byte[] message, int size) throws MalformedMessageException {
    in.reset(message, 0, size);
    symbols.begin(message);
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == SYMBOL) {
        int length = in.length();
        symbols.add(in.position(), in.position() + length);
        in.moveTo(in.position() + length);
      } else {
        in.skip(tag);
      }
    }
  }

  private void readSeries(PushBatch batch, PushedMetadata metadata)
      throws MalformedMessageException {
    int outer = in.enter();
    int start = in.position();
    readIdentity();
    in.moveTo(start);
    begin(batch);
    if (batch.isSeriesNew() && !batch.isSeriesRefused()) {
      noteMetadata(metadata);
    }
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == SAMPLE) {
        readSample(batch);
      } else if (tag == HISTOGRAM) {
        readHistogram(batch);
      } else if (tag == EXEMPLAR) {
        readExemplar(batch);
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void readIdentity() throws MalformedMessageException {
    labelRefs.clear();
    createdMillis = 0;
    type = MetricType.UNKNOWN;
    helpRef = unitRef = 0;
    samplesSeen = exemplarsSeen = 0;
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == LABEL_REFS) {
        readReferences(labelRefs);
      } else if (tag == LABEL_REF) {
        labelRefs.add((int) in.varint());
      } else if (tag == METADATA) {
        readMetadata();
      } else if (tag == CREATED_TIMESTAMP) {
        createdMillis = in.varint();
      } else if (tag == SAMPLE || tag == HISTOGRAM) {
        samplesSeen++;
        in.skip(tag);
      } else if (tag == EXEMPLAR) {
        exemplarsSeen++;
        in.skip(tag);
      } else {
        in.skip(tag, LAST_SERIES_FIELD);
      }
    }
    if (type == MetricType.UNKNOWN && helpRef == 0 && unitRef == 0) {
      samplesWithoutMetadata += samplesSeen;
    }
  }

  private void readReferences(IntArrayList into) throws MalformedMessageException {
    int outer = in.enter();
    while (!in.isAtEnd()) {
      into.add((int) in.varint());
    }
    in.leave(outer);
  }

  private void readMetadata() throws MalformedMessageException {
    int outer = in.enter();
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == tag(1, VARINT)) {
        type = MetadataTypes.ofNumber(in.varint());
      } else if (tag == tag(3, VARINT)) {
        helpRef = (int) in.varint();
      } else if (tag == tag(4, VARINT)) {
        unitRef = (int) in.varint();
      } else {
        in.skip(tag, 4);
      }
    }
    in.leave(outer);
  }

  private void begin(PushBatch batch) throws MalformedMessageException {
    String problem = referenceProblem(labelRefs);
    if (!problem.isEmpty()) {
      batch.refuseSeries("parsing labels for series " + inWords(labelRefs) + ": " + problem);
    } else if (isMissing(helpRef) || isMissing(unitRef)) {
      batch.refuseSeries(
          "parsing metadata for series %s: help_ref %d or unit_ref %d outside of symbols table (size %d)"
              .formatted(inWords(labelRefs), helpRef, unitRef, symbols.size()));
    } else {
      hashSeries();
      batch.series(hash, this);
      if (samplesSeen + exemplarsSeen == 0 && !batch.isSeriesRefused()) {
        batch.reject("empty_series", "TimeSeries must contain at least one sample or histogram");
      }
    }
  }

  private boolean isMissing(int reference) {
    return reference != 0 && !symbols.has(reference);
  }

  /// What is wrong with references to symbols; empty if nothing is.
  private String referenceProblem(IntArrayList references) {
    if (references.size() % 2 != 0) {
      return "invalid labelRefs length " + references.size();
    }
    for (int i = 0; i < references.size(); i += 2) {
      int name = references.getInt(i);
      int value = references.getInt(i + 1);
      if (!symbols.has(name) || !symbols.has(value)) {
        return "labelRefs %d (name) = %s or %d (value) = %s outside of symbols table (size %d)"
            .formatted(
                i,
                Integer.toUnsignedString(name),
                i + 1,
                Integer.toUnsignedString(value),
                symbols.size());
      }
    }
    return "";
  }

  private static String inWords(IntArrayList references) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < references.size(); i++) {
      text.append(i == 0 ? "" : " ").append(Integer.toUnsignedString(references.getInt(i)));
    }
    return text.append(']').toString();
  }

  private void hashSeries() {
    int extra = typeAndUnitLabels ? 2 : 0;
    int wanted = (labelRefs.size() + extra) * 16;
    if (hashed.length < wanted) {
      hashed = new byte[2 * wanted];
    }
    int at = 0;
    for (int i = 0; i < labelRefs.size(); i++) {
      at = addHash(labelRefs.getInt(i), at);
    }
    if (typeAndUnitLabels) {
      LONGS.set(hashed, at, (long) MetadataTypes.number(type));
      LONGS.set(hashed, at + 8, 0L);
      at += 16;
      if (symbols.has(unitRef)) {
        at = addHash(unitRef, at);
      }
    }
    hash.hash(hashed, 0, at);
  }

  private int addHash(int reference, int at) {
    LONGS.set(hashed, at, symbols.hash(reference, 0));
    LONGS.set(hashed, at + 8, symbols.hash(reference, 1));
    return at + 16;
  }

  private void readSample(PushBatch batch) throws MalformedMessageException {
    int outer = in.enter();
    double value = 0;
    long timestampMillis = 0;
    long startMillis = createdMillis;
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == VALUE) {
        value = in.fixedDouble();
      } else if (tag == TIMESTAMP) {
        timestampMillis = in.varint();
      } else if (tag == START_TIMESTAMP) {
        startMillis = in.varint();
      } else {
        in.skip(tag, 3);
      }
    }
    in.leave(outer);
    if (startMillis != 0) {
      batch.startTimestamp(startMillis);
    }
    batch.append(timestampMillis, value);
  }

  private void readHistogram(PushBatch batch) throws MalformedMessageException {
    histogram.read(in);
    long startMillis =
        histogram.startTimestampMillis == 0 ? createdMillis : histogram.startTimestampMillis;
    if (startMillis != 0) {
      batch.startTimestamp(startMillis);
    }
    batch.append(histogram.timestampMillis, histogram.build());
  }

  private void readExemplar(PushBatch batch) throws MalformedMessageException {
    int outer = in.enter();
    exemplarRefs.clear();
    double value = 0;
    long timestampMillis = 0;
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == tag(1, BYTES)) {
        readReferences(exemplarRefs);
      } else if (tag == tag(1, VARINT)) {
        exemplarRefs.add((int) in.varint());
      } else if (tag == tag(2, FIXED_64)) {
        value = in.fixedDouble();
      } else if (tag == tag(3, VARINT)) {
        timestampMillis = in.varint();
      } else {
        in.skip(tag, 3);
      }
    }
    in.leave(outer);
    if (!batch.isSeriesRefused()) {
      addExemplar(batch, value, timestampMillis);
    }
  }

  private void addExemplar(PushBatch batch, double value, long timestampMillis)
      throws MalformedMessageException {
    String problem = referenceProblem(exemplarRefs);
    try {
      if (problem.isEmpty()) {
        LabelPairs exemplarLabels = new LabelPairs();
        addLabels(exemplarRefs, exemplarLabels);
        Exemplar exemplar = new Exemplar(exemplarLabels.toLabels(), value, timestampMillis);
        if (!batch.append(exemplar)) {
          batch.reject("exemplar_out_of_order", "out of order exemplar");
        }
        return;
      }
    } catch (InvalidSeriesException e) {
      problem = String.valueOf(e.getMessage());
    }
    batch.reject("invalid_exemplar", "parsing exemplar: " + problem);
  }

  private void addLabels(IntArrayList references, LabelPairs into)
      throws MalformedMessageException {
    for (int i = 0; i < references.size(); i += 2) {
      into.add(symbols.text(references.getInt(i)), symbols.text(references.getInt(i + 1)));
    }
  }

  @Override
  public Labels labels() throws InvalidSeriesException, MalformedMessageException {
    pairs.clear();
    addLabels(labelRefs, pairs);
    Labels labels = pairs.toSeries();
    if (typeAndUnitLabels && (type != MetricType.UNKNOWN || unitRef != 0)) {
      return labels
          .with("__type__", type == MetricType.UNKNOWN ? "" : type.word())
          .with("__unit__", unitRef == 0 ? "" : symbols.text(unitRef));
    }
    return labels;
  }

  private void noteMetadata(PushedMetadata metadata) throws MalformedMessageException {
    if (type == MetricType.UNKNOWN && helpRef == 0 && unitRef == 0) {
      return;
    }
    String help = helpRef == 0 ? "" : symbols.text(helpRef);
    String unit = unitRef == 0 ? "" : symbols.text(unitRef);
    for (int i = 0; i < labelRefs.size(); i += 2) {
      if (symbols.text(labelRefs.getInt(i)).equals(Labels.METRIC_NAME)) {
        String name = symbols.text(labelRefs.getInt(i + 1));
        metadata.put(FamilyNames.of(name, type), new MetricMetadata(type, help, unit));
      }
    }
  }
}
