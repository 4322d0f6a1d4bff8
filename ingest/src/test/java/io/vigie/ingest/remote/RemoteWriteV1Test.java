package io.vigie.ingest.remote;

import static io.vigie.ingest.remote.RemoteWriteFixture.NOW;
import static io.vigie.ingest.remote.RemoteWriteFixture.labels;
import static io.vigie.ingest.remote.RemoteWriteFixture.sample;
import static io.vigie.ingest.remote.RemoteWriteFixture.series;
import static io.vigie.ingest.remote.RemoteWriteFixture.v1;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.vigie.ingest.intake.LabelLimits;
import io.vigie.ingest.intake.PushRules;
import io.vigie.ingest.relabel.Relabelling;
import io.vigie.ingest.remote.RemoteWriteReceiver.Reply;
import io.vigie.ingest.wire.MessageWriter;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xerial.snappy.Snappy;

class RemoteWriteV1Test {
  private static final Reply TAKEN = new Reply(204, "");

  private final RemoteWriteFixture remote = new RemoteWriteFixture();

  @Test
  void storesSamplesOfNewAndKnownSeries() throws IOException {
    byte[] first =
        v1(
            series(NOW, 1, "__name__", "up", "job", "a"),
            series(NOW, -0.5, "__name__", "up", "job", "b"));
    byte[] second =
        v1(writer -> {
          labels(writer, "__name__", "up", "job", "a");
          sample(writer, NOW + 1000, 2);
          sample(writer, NOW + 2000, 3);
        });
    assertThat(remote.sendV1(first)).isEqualTo(TAKEN);
    assertThat(remote.sendV1(second)).isEqualTo(TAKEN);
    assertThat(remote.stored())
        .isEqualTo(
            Map.of(
                Labels.of("__name__", "up", "job", "a"),
                List.of(NOW + "=1.0", NOW + 1000 + "=2.0", NOW + 2000 + "=3.0"),
                Labels.of("__name__", "up", "job", "b"),
                List.of(NOW + "=-0.5")));
  }

  @Test
  void takesLabelsInAnyOrderAndEmptyOnesAsNone() throws IOException {
    remote.sendV1(v1(series(NOW, 1, "zone", "é", "__name__", "up", "empty", "")));
    remote.sendV1(v1(series(NOW + 1, 2, "__name__", "up", "zone", "é")));
    assertThat(remote.stored())
        .isEqualTo(
            Map.of(
                Labels.of("__name__", "up", "zone", "é"), List.of(NOW + "=1.0", NOW + 1 + "=2.0")));
  }

  @Test
  void takesLabelsThatStandBetweenAndBehindTheSamples() throws IOException {
    byte[] message =
        v1(writer -> {
          labels(writer, "__name__", "up");
          sample(writer, NOW, 1);
          labels(writer, "job", "a");
        });
    assertThat(remote.sendV1(message)).isEqualTo(TAKEN);
    assertThat(remote.sendV1(v1(series(NOW + 1, 2, "__name__", "up", "job", "a"))))
        .isEqualTo(TAKEN);
    assertThat(remote.stored())
        .isEqualTo(
            Map.of(
                Labels.of("__name__", "up", "job", "a"), List.of(NOW + "=1.0", NOW + 1 + "=2.0")));
  }

  @Test
  void takesZstdToo() throws IOException {
    byte[] message = v1(series(NOW, 1, "__name__", "up"));
    byte[] huge = Zstd.compress(new byte[(32 << 20) + 1]);
    byte[] cut = Arrays.copyOf(Zstd.compress(message), 12);

    assertThat(remote.send("", "zstd", Zstd.compress(message))).isEqualTo(TAKEN);
    assertThat(remote.send("", "zstd", huge))
        .isEqualTo(new Reply(400, "zstd: decoded length 33554433 exceeds limit 33554432"));
    assertThat(remote.send("", "zstd", cut)).isEqualTo(new Reply(400, "zstd: corrupt input"));
    assertThat(remote.send("", "zstd", message).message()).startsWith("zstd: corrupt input");
    assertThat(remote.stored()).containsOnlyKeys(Labels.of("__name__", "up"));
  }

  @Test
  void takesASampleThatIsThereAlready() throws IOException {
    byte[] message = v1(series(NOW, 1, "__name__", "up"));
    remote.sendV1(message);
    assertThat(remote.sendV1(message)).isEqualTo(TAKEN);
  }

  @Test
  void refusesAnotherValueAndStoresTheRest() throws IOException {
    remote.sendV1(v1(series(NOW, 1, "__name__", "up")));
    Reply reply =
        remote.sendV1(v1(series(NOW, 2, "__name__", "up"), series(NOW + 1, 5, "__name__", "up")));
    assertThat(reply.httpStatus()).isEqualTo(400);
    assertThat(reply.message())
        .startsWith("duplicate sample for timestamp " + NOW)
        .endsWith("for series {__name__=\"up\"}");
    assertThat(remote.stored().values()).containsExactly(List.of(NOW + "=1.0", NOW + 1 + "=5.0"));
  }

  @Test
  void refusesSamplesFarInTheFuture() throws IOException {
    Reply reply =
        remote.sendV1(
            v1(
                series(NOW + 601_000, 1, "__name__", "ahead"),
                series(NOW + 599_000, 1, "__name__", "almost")));
    assertThat(reply.httpStatus()).isEqualTo(400);
    assertThat(reply.message()).startsWith("out of bounds").contains("{__name__=\"ahead\"}");
    assertThat(remote.stored().keySet()).contains(Labels.of("__name__", "almost"));
  }

  @Test
  void refusesSeriesWithoutNameOrWithALabelTwice() throws IOException {
    Reply reply =
        remote.sendV1(
            v1(
                series(NOW, 1, "job", "a"),
                series(NOW, 1, "__name__", "up", "job", "a", "job", "b"),
                series(NOW, 1, "__name__", "up")));
    assertThat(reply)
        .isEqualTo(
            new Reply(
                400,
                "invalid metric name or labels, got {job=\"a\"}\n"
                    + "invalid labels for series, labels {__name__=\"up\", job=\"a\", job=\"b\"},"
                    + " duplicated label job"));
    assertThat(remote.stored()).containsOnlyKeys(Labels.of("__name__", "up"));
  }

  @Test
  void keepsTheLabelLimits() throws IOException {
    remote.rules = new PushRules(Relabelling.NONE, new LabelLimits(2, 0, 0));
    Reply reply = remote.sendV1(v1(series(NOW, 1, "__name__", "up", "a", "1", "b", "2")));
    assertThat(reply.httpStatus()).isEqualTo(400);
    assertThat(reply.message())
        .isEqualTo("label_limit exceeded (metric: up, number of labels: 3, limit: 2)");
  }

  @Test
  void namesOnlyTheFirstProblems() throws IOException {
    remote.sendV1(v1(series(NOW, 1, "__name__", "up")));
    MessageWriter writer = new MessageWriter();
    for (int i = 0; i < 100; i++) {
      int start = writer.begin(1);
      series(NOW, i + 2, "__name__", "up").accept(writer);
      writer.end(start);
    }
    assertThat(remote.sendV1(writer.toByteArray()).message().lines()).hasSize(11);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/plain | snappy | expected application/x-protobuf as the first (media) part, got text/plain content-type
          application/x-protobuf;proto=x.Y | snappy | got application/x-protobuf;proto=x.Y content type; unknown type for remote write protobuf message x.Y, supported: prometheus.WriteRequest, io.prometheus.write.v2.Request
          application/x-protobuf | gzip | gzip encoding (compression) is not accepted by this server; only snappy and zstd are acceptable
          """)
  void refusesWhatItDoesNotUnderstand(String type, String encoding, String message)
      throws IOException {
    assertThat(remote.send(type, encoding, new byte[0])).isEqualTo(new Reply(415, message));
  }

  @Test
  void takesRequestsThatSayNothingOfTheirKind() throws IOException {
    byte[] body = Snappy.compress(v1(series(NOW, 1, "__name__", "up")));
    assertThat(remote.send("", "", body)).isEqualTo(TAKEN);
  }

  @Test
  void refusesWhatWouldBecomeTooLargeBeforeDecompressingIt() throws IOException {
    byte[] bomb = {(byte) 0x80, (byte) 0x80, (byte) 0x80, 0x20, 0};
    assertThat(remote.send("", "snappy", bomb))
        .isEqualTo(new Reply(400, "snappy: decoded length 67108864 exceeds limit 33554432"));
  }

  @Test
  void refusesBrokenBodiesAndStoresNothing() throws IOException {
    byte[] message =
        v1(series(NOW, 1, "__name__", "up"), series(NOW + 1, 1, "__name__", "up", "a", "b"));
    byte[] text = "no snappy at all".getBytes(StandardCharsets.US_ASCII);
    assertThat(remote.send("", "", text).message()).isEqualTo("snappy: corrupt input");
    assertThat(remote.send("", "", new byte[0]).httpStatus()).isEqualTo(400);
    for (int length = 1; length < message.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(message, length);
      Reply reply = remote.sendV1(cut);
      assertThat(reply.httpStatus()).as("cut to %d bytes", length).isIn(400, 204);
      if (reply.httpStatus() == 400) {
        assertThat(reply.message()).startsWith("protobuf: ");
      }
    }
    // Only the whole first series is a message of its own.
    assertThat(remote.stored()).containsOnlyKeys(Labels.of("__name__", "up"));
  }

  @Test
  void refusesTextThatIsNotUtf8() throws IOException {
    byte[] message = v1(series(NOW, 1, "__name__", "up", "job", "caf?"));
    message[new String(message, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xe9;
    Reply reply = remote.sendV1(message);
    assertThat(reply.httpStatus()).isEqualTo(400);
    assertThat(reply.message()).contains("is not UTF-8");
  }

  @Test
  void takesHistogramsExemplarsAndMetadata() throws IOException {
    MessageWriter writer = new MessageWriter();
    int start = writer.begin(1);
    labels(writer, "__name__", "latency", "job", "a");
    int exemplar = writer.begin(3);
    labels(writer, "trace_id", "t1");
    writer.doubleField(2, 0.5);
    writer.varintField(3, NOW);
    writer.end(exemplar);
    HistogramMessages.integer(writer, 4, NOW, 3);
    writer.end(start);
    int metadata = writer.begin(3);
    writer.varintField(1, 3);
    writer.textField(2, "latency");
    writer.textField(4, "How long.");
    writer.textField(5, "seconds");
    writer.end(metadata);
    assertThat(remote.sendV1(writer.toByteArray())).isEqualTo(TAKEN);
    Labels labels = Labels.of("__name__", "latency", "job", "a");
    assertThat(remote.stored())
        .isEqualTo(Map.of(labels, List.of(NOW + "={count:3, sum:4.5, (1,2]:1, (2,4]:2}")));
    assertThat(remote.store.exemplars(labels))
        .containsExactly(new Exemplar(Labels.of("trace_id", "t1"), 0.5, NOW));
    assertThat(remote.receiver.metadata().all())
        .containsEntry("latency", new MetricMetadata(MetricType.HISTOGRAM, "How long.", "seconds"));
  }
}
