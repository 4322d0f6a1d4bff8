package io.vigie.ingest.exposition;

import io.vigie.model.metric.MetricType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One `io.prometheus.client.MetricFamily` of a length-delimited stream: what it says of the family
/// and where its metrics stand. Reused from family to family.
final class MetricFamilyMessage {
  private final byte[] data;
  private final int streamEnd;
  private final WireReader wire;
  private int position;

  private int nameStart;
  private int nameEnd;
  private int helpStart;
  private int helpEnd;
  private String unit = "";
  private long typeNumber;
  private int[] metrics = new int[128];
  private int metricCount;

  MetricFamilyMessage(byte[] data, int length) {
    this.data = data;
    this.streamEnd = length;
    this.wire = new WireReader(data);
  }

  /// Reads the next family; answers false at the end of the stream.
  boolean next() throws ExpositionException {
    if (position == streamEnd) {
      return false;
    }
    wire.begin(position, streamEnd);
    long length = wire.varint();
    int start = wire.position();
    if (length < 0 || length > streamEnd - start) {
      throw new ExpositionException(
          "protobuf: insufficient length of body, a metric family says it has "
              + Long.toUnsignedString(length)
              + " bytes, "
              + (streamEnd - start)
              + " are left");
    }
    position = start + (int) length;
    read(start, position);
    return true;
  }

  private void read(int start, int end) throws ExpositionException {
    nameStart = nameEnd = helpStart = helpEnd = metricCount = 0;
    unit = "";
    typeNumber = 0;
    wire.begin(start, end);
    for (int field = wire.nextField(); field != 0; field = wire.nextField()) {
      switch (field) {
        case 1 -> {
          nameEnd = wire.bytesLength() + wire.position();
          nameStart = wire.position();
          wire.advance(nameEnd - nameStart);
        }
        case 2 -> {
          helpEnd = wire.bytesLength() + wire.position();
          helpStart = wire.position();
          wire.advance(helpEnd - helpStart);
        }
        case 3 -> typeNumber = wire.varintValue();
        case 4 -> addMetric(wire.bytesLength());
        case 5 -> {
          int length = wire.bytesLength();
          unit = string(wire.position(), wire.position() + length);
          wire.advance(length);
        }
        default -> wire.skip();
      }
    }
  }

  private void addMetric(int length) {
    if (2 * metricCount == metrics.length) {
      metrics = Arrays.copyOf(metrics, 2 * metrics.length);
    }
    metrics[2 * metricCount] = wire.position();
    metrics[2 * metricCount + 1] = wire.position() + length;
    metricCount++;
    wire.advance(length);
  }

  /// Checks what is said of the family.
  void check() throws ExpositionException {
    if (nameStart == nameEnd || !Utf8.isValid(data, nameStart, nameEnd)) {
      throw new ExpositionException(
          "invalid metric name: " + GoText.quote(data, nameStart, nameEnd));
    }
    if (!Utf8.isValid(data, helpStart, helpEnd)) {
      throw new ExpositionException(
          "invalid help for metric "
              + GoText.quote(name())
              + ": "
              + GoText.quote(data, helpStart, helpEnd));
    }
    if (typeNumber < 0 || typeNumber > 5) {
      throw new ExpositionException(
          "unknown metric type for metric " + GoText.quote(name()) + ": " + typeNumber);
    }
  }

  int metricCount() {
    return metricCount;
  }

  int metricStart(int metric) {
    return metrics[2 * metric];
  }

  int metricEnd(int metric) {
    return metrics[2 * metric + 1];
  }

  int nameStart() {
    return nameStart;
  }

  int nameEnd() {
    return nameEnd;
  }

  String name() {
    return string(nameStart, nameEnd);
  }

  String help() {
    return string(helpStart, helpEnd);
  }

  String unit() {
    return unit;
  }

  /// Only after [#check].
  MetricType type() {
    return switch ((int) typeNumber) {
      case 0 -> MetricType.COUNTER;
      case 1 -> MetricType.GAUGE;
      case 2 -> MetricType.SUMMARY;
      case 3 -> MetricType.UNKNOWN;
      case 4 -> MetricType.HISTOGRAM;
      case 5 -> MetricType.GAUGE_HISTOGRAM;
      default -> throw new IllegalStateException("unknown type " + typeNumber);
    };
  }

  private String string(int start, int end) {
    return new String(data, start, end - start, StandardCharsets.UTF_8);
  }
}
