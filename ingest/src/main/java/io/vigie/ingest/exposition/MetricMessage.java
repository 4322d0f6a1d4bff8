package io.vigie.ingest.exposition;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.MetricType;
import io.vigie.model.metric.Staleness;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One `io.prometheus.client.Metric`: its labels, and its value by the type of its family. Reused
/// from metric to metric.
final class MetricMessage {
  private final byte[] data;
  private final WireReader wire;
  private final WireReader inner;
  private final LabelSpans labels = new LabelSpans();
  final HistogramMessage histogram;

  double value;
  long timestampMillis;
  long startTimestampMillis;

  /// Where the exemplar of a counter stands; empty if it has none.
  private int exemplarStart;

  private int exemplarEnd;

  /// Of a summary.
  double count;

  double sum;
  final DoubleList quantiles = new DoubleList();
  final DoubleList quantileValues = new DoubleList();

  MetricMessage(byte[] data) {
    this.data = data;
    this.wire = new WireReader(data);
    this.inner = new WireReader(data);
    this.histogram = new HistogramMessage(data);
  }

  void read(int start, int end, MetricType type) throws ExpositionException {
    clear();
    int valueField = valueField(type);
    wire.begin(start, end);
    for (int field = wire.nextField(); field != 0; field = wire.nextField()) {
      if (field == 1) {
        readLabel(wire.bytesLength());
      } else if (field == 6) {
        timestampMillis = wire.varintValue();
      } else if (field == valueField) {
        int length = wire.bytesLength();
        readValue(type, wire.position(), wire.position() + length);
        wire.advance(length);
      } else {
        wire.skip();
      }
    }
    value = ordinary(value);
    sum = ordinary(sum);
  }

  private void clear() {
    labels.clear();
    value = timestampMillis = startTimestampMillis = 0;
    exemplarStart = exemplarEnd = 0;
    count = sum = 0;
    quantiles.clear();
    quantileValues.clear();
    histogram.clear();
  }

  /// A target cannot write staleness markers: every NaN is the ordinary one.
  static double ordinary(double value) {
    return Double.isNaN(value) ? Staleness.ORDINARY_NAN : value;
  }

  private static int valueField(MetricType type) {
    return switch (type) {
      case GAUGE -> 2;
      case COUNTER -> 3;
      case SUMMARY -> 4;
      case UNKNOWN -> 5;
      case HISTOGRAM, GAUGE_HISTOGRAM -> 7;
      case INFO, STATESET -> throw new IllegalArgumentException("not in protobuf: " + type);
    };
  }

  private void readValue(MetricType type, int start, int end) throws ExpositionException {
    switch (type) {
      case GAUGE, UNKNOWN, COUNTER -> readScalar(start, end, type == MetricType.COUNTER);
      case SUMMARY -> readSummary(start, end);
      case HISTOGRAM, GAUGE_HISTOGRAM -> {
        histogram.read(start, end);
        startTimestampMillis = histogram.startTimestampMillis;
      }
      case INFO, STATESET -> throw new IllegalArgumentException("not in protobuf: " + type);
    }
  }

  private void readScalar(int start, int end, boolean counter) throws ExpositionException {
    inner.begin(start, end);
    for (int field = inner.nextField(); field != 0; field = inner.nextField()) {
      if (field == 1) {
        value = inner.doubleValue();
      } else if (field == 2 && counter) {
        exemplarEnd = inner.bytesLength() + inner.position();
        exemplarStart = inner.position();
        inner.advance(exemplarEnd - exemplarStart);
      } else if (field == 3 && counter) {
        startTimestampMillis = inner.timestampMillis();
      } else {
        inner.skip();
      }
    }
  }

  private void readSummary(int start, int end) throws ExpositionException {
    inner.begin(start, end);
    for (int field = inner.nextField(); field != 0; field = inner.nextField()) {
      switch (field) {
        case 1 -> count = unsigned(inner.varintValue());
        case 2 -> sum = inner.doubleValue();
        case 3 -> readQuantile(inner.bytesLength());
        case 4 -> startTimestampMillis = inner.timestampMillis();
        default -> inner.skip();
      }
    }
  }

  private void readQuantile(int length) throws ExpositionException {
    WireReader message = new WireReader(data);
    message.begin(inner.position(), inner.position() + length);
    inner.advance(length);
    double quantile = 0;
    double quantileValue = 0;
    for (int field = message.nextField(); field != 0; field = message.nextField()) {
      switch (field) {
        case 1 -> quantile = message.doubleValue();
        case 2 -> quantileValue = message.doubleValue();
        default -> message.skip();
      }
    }
    quantiles.add(quantile);
    quantileValues.add(ordinary(quantileValue));
  }

  static double unsigned(long value) {
    return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
  }

  private void readLabel(int length) throws ExpositionException {
    inner.begin(wire.position(), wire.position() + length);
    wire.advance(length);
    readLabelPair(inner, labels);
  }

  private static void readLabelPair(WireReader message, LabelSpans spans)
      throws ExpositionException {
    int nameStart = message.position();
    int nameEnd = nameStart;
    int valueStart = nameStart;
    int valueEnd = nameStart;
    for (int field = message.nextField(); field != 0; field = message.nextField()) {
      if (field == 1) {
        nameEnd = message.bytesLength() + message.position();
        nameStart = message.position();
        message.advance(nameEnd - nameStart);
      } else if (field == 2) {
        valueEnd = message.bytesLength() + message.position();
        valueStart = message.position();
        message.advance(valueEnd - valueStart);
      } else {
        message.skip();
      }
    }
    spans.add(nameStart, nameEnd);
    spans.add(valueStart, valueEnd);
  }

  /// Where name and value of each label stand.
  LabelSpans labels() {
    return labels;
  }

  void addLabelsTo(LabelsCollector collector) throws ExpositionException {
    addLabels(labels, collector);
  }

  private void addLabels(LabelSpans spans, LabelsCollector collector) throws ExpositionException {
    for (int i = 0; i < spans.labelCount(); i++) {
      int nameStart = spans.labelNameStart(i);
      int nameEnd = spans.labelNameEnd(i);
      if (nameStart == nameEnd || !Utf8.isValid(data, nameStart, nameEnd)) {
        throw new ExpositionException(
            "invalid label name: " + GoText.quote(data, nameStart, nameEnd));
      }
      if (!Utf8.isValid(data, spans.valueStart(i), spans.valueEnd(i))) {
        throw new ExpositionException(
            "invalid label value: " + GoText.quote(data, spans.valueStart(i), spans.valueEnd(i)));
      }
      collector.add(string(nameStart, nameEnd), string(spans.valueStart(i), spans.valueEnd(i)));
    }
  }

  private String string(int start, int end) {
    return new String(data, start, end - start, StandardCharsets.UTF_8);
  }

  /// The exemplar of a counter.
  Optional<Exemplar> exemplar(LabelsCollector collector) {
    return exemplarAt(exemplarStart, exemplarEnd, timestampMillis, false, collector);
  }

  /// The exemplar in the message from `start` to `end` exclusive, if there is one with valid
  /// labels.
  ///
  /// @param defaultMillis its timestamp if it has none
  Optional<Exemplar> exemplarAt(
      int start, int end, long defaultMillis, boolean timestampNeeded, LabelsCollector collector) {
    if (start == end) {
      return Optional.empty();
    }
    try {
      return readExemplar(start, end, defaultMillis, timestampNeeded, collector);
    } catch (ExpositionException e) {
      // An exemplar is an extra: a broken one must not cost the sample.
      return Optional.empty();
    }
  }

  private Optional<Exemplar> readExemplar(
      int start, int end, long defaultMillis, boolean timestampNeeded, LabelsCollector collector)
      throws ExpositionException {
    LabelSpans spans = new LabelSpans();
    spans.clear();
    WireReader message = new WireReader(data);
    message.begin(start, end);
    double exemplarValue = 0;
    Optional<Long> millis = Optional.empty();
    for (int field = message.nextField(); field != 0; field = message.nextField()) {
      switch (field) {
        case 1 -> {
          int length = message.bytesLength();
          inner.begin(message.position(), message.position() + length);
          message.advance(length);
          readLabelPair(inner, spans);
        }
        case 2 -> exemplarValue = message.doubleValue();
        case 3 -> millis = Optional.of(message.timestampMillis());
        default -> message.skip();
      }
    }
    if (timestampNeeded && millis.isEmpty()) {
      return Optional.empty();
    }
    collector.begin();
    addLabels(spans, collector);
    return Optional.of(
        new Exemplar(collector.build(), ordinary(exemplarValue), millis.orElse(defaultMillis)));
  }
}
