package io.vigie.ingest.remote;

import static io.vigie.ingest.remote.RemoteWriteFixture.NOW;
import static io.vigie.ingest.remote.RemoteWriteFixture.V2_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

class RemoteWriteV2Test {
  private static final List<String> SYMBOLS =
      List.of("", "__name__", "hits_total", "job", "a", "Hits.", "trace_id", "t1", "b");
  private static final Labels HITS_OF_A = Labels.of("__name__", "hits_total", "job", "a");

  private final RemoteWriteFixture remote = new RemoteWriteFixture();

  private static byte[] request(List<String> symbols, List<Consumer<MessageWriter>> series) {
    MessageWriter writer = new MessageWriter();
    for (String symbol : symbols) {
      writer.bytesField(4, symbol.getBytes(StandardCharsets.UTF_8));
    }
    for (Consumer<MessageWriter> one : series) {
      int start = writer.begin(5);
      one.accept(writer);
      writer.end(start);
    }
    return writer.toByteArray();
  }

  private static void refs(MessageWriter writer, int... refs) {
    int start = writer.begin(1);
    for (int ref : refs) {
      writer.varint(ref);
    }
    writer.end(start);
  }

  private static void sample(MessageWriter writer, long at, double value, long start) {
    int begin = writer.begin(2);
    writer.doubleField(1, value);
    writer.varintField(2, at);
    writer.varintField(3, start);
    writer.end(begin);
  }

  private static void exemplar(MessageWriter writer, long at, double value, int... refs) {
    int begin = writer.begin(4);
    refs(writer, refs);
    writer.doubleField(2, value);
    writer.varintField(3, at);
    writer.end(begin);
  }

  private Reply send(List<Consumer<MessageWriter>> series) throws IOException {
    return remote.send(V2_TYPE, "snappy", Snappy.compress(request(SYMBOLS, series)));
  }

  private static Map<String, String> written(int samples, int histograms, int exemplars) {
    return Map.of(
        "X-Prometheus-Remote-Write-Samples-Written", "" + samples,
        "X-Prometheus-Remote-Write-Histograms-Written", "" + histograms,
        "X-Prometheus-Remote-Write-Exemplars-Written", "" + exemplars);
  }

  @Test
  void storesSamplesExemplarsMetadataAndStarts() throws IOException {
    Reply reply =
        send(
            List.of(writer -> {
              refs(writer, 1, 2, 3, 4);
              sample(writer, NOW, 5, NOW - 9000);
              exemplar(writer, NOW, 0.5, 6, 7);
              int start = writer.begin(5);
              writer.varintField(1, 1);
              writer.varintField(3, 5);
              writer.end(start);
            }));
    assertThat(reply).isEqualTo(new Reply(204, "", written(1, 0, 1)));
    assertThat(remote.stored())
        .isEqualTo(Map.of(HITS_OF_A, List.of(NOW + "=5.0 since " + (NOW - 9000))));
    assertThat(remote.store.exemplars(HITS_OF_A))
        .containsExactly(new Exemplar(Labels.of("trace_id", "t1"), 0.5, NOW));
    assertThat(remote.receiver.metadata().all())
        .isEqualTo(Map.of("hits_total", new MetricMetadata(MetricType.COUNTER, "Hits.", "")));
  }

  @Test
  void knowsASeriesAgainUnderOtherNumbers() throws IOException {
    send(
        List.of(writer -> {
          refs(writer, 1, 2, 3, 4);
          sample(writer, NOW, 1, 0);
        }));
    byte[] other =
        request(
            List.of("", "a", "hits_total", "__name__", "job"),
            List.of(writer -> {
              refs(writer, 3, 2, 4, 1);
              sample(writer, NOW + 1, 2, 0);
            }));
    assertThat(remote.send(V2_TYPE, "", Snappy.compress(other)).httpStatus()).isEqualTo(204);
    assertThat(remote.stored())
        .isEqualTo(Map.of(HITS_OF_A, List.of(NOW + "=1.0", NOW + 1 + "=2.0")));
  }

  @Test
  void takesTheCreatedTimestampOfEarlierSenders() throws IOException {
    send(
        List.of(writer -> {
          refs(writer, 1, 2, 3, 4);
          sample(writer, NOW, 1, 0);
          writer.varintField(6, NOW - 5000);
        }));
    assertThat(remote.stored())
        .isEqualTo(Map.of(HITS_OF_A, List.of(NOW + "=1.0 since " + (NOW - 5000))));
  }

  @Test
  void storesWhatIsRightAndNamesWhatIsNot() throws IOException {
    send(
        List.of(writer -> {
          refs(writer, 1, 2, 3, 4);
          sample(writer, NOW, 1, 0);
          exemplar(writer, NOW, 1, 6, 7);
        }));
    Reply reply =
        send(
            List.of(
                writer -> {
                  refs(writer, 1, 2, 3, 4);
                  sample(writer, NOW, 99, 0);
                  sample(writer, NOW + 1, 2, 0);
                  exemplar(writer, NOW - 1, 1, 6, 7);
                },
                writer -> {
                  refs(writer, 1, 2, 3);
                  sample(writer, NOW, 1, 0);
                },
                writer -> {
                  refs(writer, 1, 2, 3, 99);
                  sample(writer, NOW, 1, 0);
                },
                writer -> {
                  refs(writer, 3, 4);
                  sample(writer, NOW, 1, 0);
                },
                writer -> refs(writer, 1, 2, 3, 8)));
    assertThat(reply.httpStatus()).isEqualTo(400);
    assertThat(reply.headers()).isEqualTo(written(1, 0, 0));
    assertThat(reply.message().lines())
        .containsExactly(
            "duplicate sample for timestamp "
                + NOW
                + "; overrides not allowed: the series has another value there for series "
                + HITS_OF_A,
            "out of order exemplar for series " + HITS_OF_A,
            "parsing labels for series [1 2 3]: invalid labelRefs length 3",
            "parsing labels for series [1 2 3 99]: labelRefs 2 (name) = 3 or 3 (value) = 99"
                + " outside of symbols table (size 9)",
            "invalid metric name or labels, got {job=\"a\"}",
            "TimeSeries must contain at least one sample or histogram for series"
                + " {__name__=\"hits_total\", job=\"b\"}");
    assertThat(remote.stored())
        .isEqualTo(Map.of(HITS_OF_A, List.of(NOW + "=1.0", NOW + 1 + "=2.0")));
  }

  @Test
  void takesHistogramsOfEveryKind() throws IOException {
    Reply reply =
        send(
            List.of(
                writer -> {
                  refs(writer, 1, 2, 3, 4);
                  HistogramMessages.integer(writer, 3, NOW, 3);
                  HistogramMessages.floats(writer, 3, NOW + 1);
                  HistogramMessages.custom(writer, 3, NOW + 2);
                },
                writer -> {
                  refs(writer, 1, 2, 3, 8);
                  HistogramMessages.integer(writer, 3, NOW, 2);
                }));
    assertThat(reply.httpStatus()).isEqualTo(400);
    assertThat(reply.headers()).isEqualTo(written(0, 3, 0));
    assertThat(reply.message())
        .isEqualTo(
            "3 observations found in buckets, but the Count field is 2: histogram's observation"
                + " count should equal the number of observations found in the buckets (in absence"
                + " of NaN) for series {__name__=\"hits_total\", job=\"b\"}");
    assertThat(remote.stored())
        .isEqualTo(
            Map.of(
                HITS_OF_A,
                List.of(
                    NOW + "={count:3, sum:4.5, (1,2]:1, (2,4]:2}",
                    NOW + 1 + "={count:1.5, sum:2, (0.5,1]:1.5}",
                    NOW + 2 + "={count:3, sum:9, [-Inf,5]:1, (5,+Inf]:2}")));
  }

  @Test
  void writesNothingAndSaysSoWhenTheMessageIsBroken() throws IOException {
    byte[] message =
        request(
            SYMBOLS,
            List.of(
                writer -> {
                  refs(writer, 1, 2, 3, 4);
                  sample(writer, NOW, 1, 0);
                },
                writer -> refs(writer, 1, 2)));
    byte[] cut = Arrays.copyOf(message, message.length - 1);
    assertThat(remote.send(V2_TYPE, "snappy", Snappy.compress(cut)).httpStatus()).isEqualTo(400);
    assertThat(remote.stored()).isEmpty();
  }
}
