package io.vigie.ingest.remote;

import io.vigie.ingest.intake.PushRules;
import io.vigie.ingest.wire.MessageWriter;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.TimeRange;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryMetricStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.xerial.snappy.Snappy;

/// A receiver over the oracle store, and messages for it.
final class RemoteWriteFixture {
  static final long NOW = 1_700_000_000_000L;
  static final String V2_TYPE = "application/x-protobuf;proto=io.prometheus.write.v2.Request";

  final FakeClock clock = new FakeClock(Instant.ofEpochMilli(NOW));
  final InMemoryMetricStore store = new InMemoryMetricStore();
  PushRules rules = PushRules.NONE;
  final RemoteWriteReceiver receiver =
      new RemoteWriteReceiver(
          store, clock, () -> rules, Set.of(ProtobufMessage.values()), false, Meters.NONE);

  /// Sends a message of version 1.
  RemoteWriteReceiver.Reply sendV1(byte[] message) throws IOException {
    return send("application/x-protobuf", "snappy", Snappy.compress(message));
  }

  RemoteWriteReceiver.Reply send(String type, String encoding, byte[] body) throws IOException {
    return receiver.receive(type, encoding, new ByteArrayInputStream(body));
  }

  /// A message of version 1 with these series.
  @SafeVarargs
  static byte[] v1(Consumer<MessageWriter>... series) {
    MessageWriter writer = new MessageWriter();
    for (Consumer<MessageWriter> one : series) {
      int start = writer.begin(1);
      one.accept(writer);
      writer.end(start);
    }
    return writer.toByteArray();
  }

  /// A series with one sample.
  static Consumer<MessageWriter> series(
      long timestampMillis, double value, String... namesAndValues) {
    return writer -> {
      labels(writer, namesAndValues);
      sample(writer, timestampMillis, value);
    };
  }

  static void labels(MessageWriter writer, String... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      int start = writer.begin(1);
      writer.textField(1, namesAndValues[i]);
      writer.textField(2, namesAndValues[i + 1]);
      writer.end(start);
    }
  }

  static void sample(MessageWriter writer, long timestampMillis, double value) {
    int start = writer.begin(2);
    writer.doubleField(1, value);
    writer.varintField(2, timestampMillis);
    writer.end(start);
  }

  /// Everything stored: `timestamp=value`, by series.
  Map<Labels, List<String>> stored() throws IOException {
    Map<Labels, List<String>> all = new TreeMap<>();
    SampleBuffer buffer = new SampleBuffer();
    try (Selection selection = store.select(new TimeRange(0, Long.MAX_VALUE), List.of())) {
      for (Series series : selection.series()) {
        buffer.clear();
        series.read(0, Long.MAX_VALUE, buffer);
        List<String> samples = new ArrayList<>();
        for (int i = 0; i < buffer.size(); i++) {
          samples.add(
              buffer.timestampsMillis()[i]
                  + "="
                  + (buffer.isHistogram(i) ? buffer.histogram(i) : buffer.values()[i])
                  + (buffer.startTimestampMillis(i) == 0
                      ? ""
                      : " since " + buffer.startTimestampMillis(i)));
        }
        all.put(series.labels(), samples);
      }
    }
    return all;
  }
}
