package io.vigie.ingest.remote;

import static io.vigie.ingest.remote.RemoteWriteFixture.NOW;
import static io.vigie.ingest.remote.RemoteWriteFixture.V2_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Histogram.Span;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

/// What is sent is what a receiver understands.
class WriteRequestEncoderTest {
  private static final Labels SERIES = Labels.of("__name__", "latency", "job", "é");
  private static final Histogram INTEGERS =
      new Histogram(
          ResetHint.GAUGE,
          3,
          true,
          0.001,
          2,
          9,
          -1.5,
          List.of(new Span(-2, 1), new Span(3, 2)),
          new double[] {1, 3, 1},
          List.of(new Span(0, 1)),
          new double[] {2},
          new double[0]);
  private static final Histogram CUSTOM =
      new Histogram(
          ResetHint.UNKNOWN,
          Histogram.CUSTOM_BUCKETS_SCHEMA,
          false,
          0,
          0,
          2.5,
          7,
          List.of(new Span(0, 2)),
          new double[] {1, 1.5},
          List.of(),
          new double[0],
          new double[] {1.5});
  private static final Exemplar EXEMPLAR = new Exemplar(Labels.of("trace_id", "t"), 1.25, NOW);
  private static final Map<String, MetricMetadata> METADATA =
      Map.of("latency", new MetricMetadata(MetricType.HISTOGRAM, "How long.", "seconds"));

  private final RemoteWriteFixture remote = new RemoteWriteFixture();

  private static List<Outgoing> things(long startMillis) {
    return List.of(
        new Outgoing.Sample(SERIES, NOW, 0, startMillis),
        new Outgoing.Sample(SERIES, NOW + 1, -7.5, 0),
        new Outgoing.HistogramSample(SERIES, NOW + 2, INTEGERS, startMillis),
        new Outgoing.SeriesExemplar(SERIES, EXEMPLAR));
  }

  @Test
  void version1IsUnderstood() throws IOException {
    byte[] message = new WriteRequestEncoder(ProtobufMessage.V1).encode(things(0), METADATA);
    assertThat(remote.sendV1(message).httpStatus()).isEqualTo(204);
    assertThat(remote.stored())
        .isEqualTo(
            Map.of(SERIES, List.of(NOW + "=0.0", NOW + 1 + "=-7.5", NOW + 2 + "=" + INTEGERS)));
    assertThat(remote.store.exemplars(SERIES)).containsExactly(EXEMPLAR);
  }

  @Test
  void metadataOfVersion1IsUnderstood() throws IOException {
    byte[] message = WriteRequestEncoder.metadataOnly(METADATA);
    assertThat(remote.sendV1(message).httpStatus()).isEqualTo(204);
    assertThat(remote.receiver.metadata().all()).isEqualTo(METADATA);
  }

  @Test
  void version2IsUnderstoodWithMetadataAndStarts() throws IOException {
    WriteRequestEncoder encoder = new WriteRequestEncoder(ProtobufMessage.V2);
    byte[] message = encoder.encode(things(NOW - 60_000), METADATA);
    assertThat(remote.send(V2_TYPE, "snappy", Snappy.compress(message)).message()).isEmpty();
    byte[] next =
        encoder.encode(List.of(new Outgoing.HistogramSample(SERIES, NOW + 3, CUSTOM, 0)), METADATA);
    assertThat(remote.send(V2_TYPE, "snappy", Snappy.compress(next)).message()).isEmpty();
    String since = " since " + (NOW - 60_000);
    assertThat(remote.stored())
        .isEqualTo(
            Map.of(
                SERIES,
                List.of(
                    NOW + "=0.0" + since,
                    NOW + 1 + "=-7.5",
                    NOW + 2 + "=" + INTEGERS + since,
                    NOW + 3 + "=" + CUSTOM)));
    assertThat(remote.store.exemplars(SERIES)).containsExactly(EXEMPLAR);
    assertThat(remote.receiver.metadata().all()).isEqualTo(METADATA);
  }
}
