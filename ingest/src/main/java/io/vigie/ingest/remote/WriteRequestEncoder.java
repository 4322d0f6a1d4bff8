package io.vigie.ingest.remote;

import io.vigie.ingest.wire.MessageWriter;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricMetadata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes requests to write. Reused from request to request. Not thread-safe.
final class WriteRequestEncoder {
  private final ProtobufMessage kind;
  private final MessageWriter out = new MessageWriter(64 << 10);

  /// Numbers of the symbols of the request under way; version 2 only.
  private final Map<String, Integer> symbols = new LinkedHashMap<>();

  WriteRequestEncoder(ProtobufMessage kind) {
    this.kind = kind;
  }

  /// A message with these things.
  ///
  /// @param metadata by metric family; version 2 sends it along with each series
  byte[] encode(List<? extends Outgoing> things, Map<String, MetricMetadata> metadata) {
    out.clear();
    return switch (kind) {
      case V1 -> encodeV1(things);
      case V2 -> encodeV2(things, metadata);
    };
  }

  /// What goes into one series of a message: things of the same labels, in order.
  private static Collection<List<Outgoing>> bySeries(List<? extends Outgoing> things) {
    Map<Labels, List<Outgoing>> grouped = new LinkedHashMap<>();
    for (Outgoing thing : things) {
      grouped.computeIfAbsent(thing.series(), _ -> new ArrayList<>()).add(thing);
    }
    return grouped.values();
  }

  private byte[] encodeV1(List<? extends Outgoing> things) {
    for (List<Outgoing> ofOne : bySeries(things)) {
      int series = out.begin(1);
      LabelMessages.write(ofOne.getFirst().series(), out);
      for (Outgoing thing : ofOne) {
        switch (thing) {
          case Outgoing.Sample sample -> sample(sample, 0);
          case Outgoing.SeriesExemplar(var _, Exemplar exemplar) -> {
            int start = out.begin(3);
            LabelMessages.write(exemplar.labels(), out);
            endExemplar(exemplar, start);
          }
          case Outgoing.HistogramSample(var _, long at, var histogram, long _) ->
              HistogramWriter.write(out, 4, at, histogram, 0);
        }
      }
      out.end(series);
    }
    return out.toByteArray();
  }

  private void sample(Outgoing.Sample sample, long startMillis) {
    int start = out.begin(2);
    out.doubleField(1, sample.value());
    out.varintField(2, sample.timestampMillis());
    out.varintField(3, startMillis);
    out.end(start);
  }

  private void endExemplar(Exemplar exemplar, int start) {
    out.doubleField(2, exemplar.value());
    out.varintField(3, exemplar.timestampMillis());
    out.end(start);
  }

  private byte[] encodeV2(List<? extends Outgoing> things, Map<String, MetricMetadata> metadata) {
    symbols.clear();
    var _ = symbol("");
    for (List<Outgoing> ofOne : bySeries(things)) {
      int series = out.begin(5);
      references(ofOne.getFirst().series());
      for (Outgoing thing : ofOne) {
        switch (thing) {
          case Outgoing.Sample sample -> sample(sample, sample.startMillis());
          case Outgoing.HistogramSample(var _, long at, var histogram, long startMillis) ->
              HistogramWriter.write(out, 3, at, histogram, startMillis);
          case Outgoing.SeriesExemplar(var _, Exemplar exemplar) -> {
            int start = out.begin(4);
            references(exemplar.labels());
            endExemplar(exemplar, start);
          }
        }
      }
      metadataV2(ofOne.getFirst().series().metricName(), metadata);
      out.end(series);
    }
    for (String symbol : symbols.keySet()) {
      out.bytesField(4, symbol.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private int symbol(String text) {
    return symbols.computeIfAbsent(text, _ -> symbols.size());
  }

  private void references(Labels labels) {
    int start = out.begin(1);
    for (int i = 0; i < labels.size(); i++) {
      out.varint(symbol(labels.name(i)));
      out.varint(symbol(labels.value(i)));
    }
    out.end(start);
  }

  private void metadataV2(String metricName, Map<String, MetricMetadata> metadata) {
    MetricMetadata said = FamilyNames.find(metricName, metadata);
    if (said != null) {
      int start = out.begin(5);
      out.varintField(1, MetadataTypes.number(said.type()));
      out.varintField(3, symbol(said.help()));
      out.varintField(4, symbol(said.unit()));
      out.end(start);
    }
  }

  /// A message of version 1 with metadata only.
  static byte[] metadataOnly(Map<String, MetricMetadata> metadata) {
    MessageWriter out = new MessageWriter();
    metadata.forEach((family, said) -> {
      int start = out.begin(3);
      out.varintField(1, MetadataTypes.number(said.type()));
      out.textField(2, family);
      out.textField(4, said.help());
      out.textField(5, said.unit());
      out.end(start);
    });
    return out.toByteArray();
  }
}
