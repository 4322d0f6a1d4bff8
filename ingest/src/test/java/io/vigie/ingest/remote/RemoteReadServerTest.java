package io.vigie.ingest.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.ingest.remote.ReadRequest.AnswerType;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.ingest.wire.MessageWriter;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.telemetry.Meters;
import io.vigie.testkit.InMemoryMetricStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

class RemoteReadServerTest {
  private static final int SAMPLES = AnswerType.SAMPLES.number;
  private static final int CHUNKS = AnswerType.STREAMED_XOR_CHUNKS.number;
  private static final Labels A = Labels.of("__name__", "x", "instance", "a");
  private static final Labels B = Labels.of("__name__", "x", "instance", "b");

  private final InMemoryMetricStore store = new InMemoryMetricStore();

  @BeforeEach
  void fill() throws IOException {
    try (Appender appender = store.appender()) {
      for (Labels labels : new Labels[] {A, B}) {
        long reference = appender.reference(labels);
        for (int i = 0; i < 1000; i++) {
          appender.append(reference, i * 1000L, Math.sin(i));
        }
      }
      appender.commit();
    }
  }

  private RemoteReadServer server(Labels external, RemoteReadServer.Limits limits) {
    return new RemoteReadServer(store, () -> external, limits, Meters.NONE);
  }

  /// A request for `x` between two instants.
  private static ByteArrayInputStream request(long min, long max, int... acceptedTypes)
      throws IOException {
    MessageWriter out = new MessageWriter();
    int query = out.begin(1);
    out.varintField(1, min);
    out.varintField(2, max);
    int matcher = out.begin(3);
    out.textField(2, "__name__");
    out.textField(3, "x");
    out.end(matcher);
    out.end(query);
    for (int type : acceptedTypes) {
      out.chosenVarintField(2, type);
    }
    return new ByteArrayInputStream(Snappy.compress(out.toByteArray()));
  }

  private static byte[] body(RemoteReadServer.Answer answer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    answer.body().write(out);
    return out.toByteArray();
  }

  private static int frames(byte[] body) {
    int frames = 0;
    int at = 0;
    while (at < body.length) {
      int length = 0;
      int shift = 0;
      int next;
      do {
        next = body[at++];
        length |= (next & 0x7f) << shift;
        shift += 7;
      } while (next < 0);
      at += Integer.BYTES + length;
      frames++;
    }
    return frames;
  }

  @Test
  void theCallerSaysWhatItLikesBest() throws IOException {
    RemoteReadServer server = server(Labels.EMPTY, RemoteReadServer.Limits.DEFAULT);

    assertThat(server.read(request(0, 1)).contentEncoding()).isEqualTo("snappy");
    assertThat(server.read(request(0, 1, SAMPLES, CHUNKS)).contentEncoding()).isEqualTo("snappy");
    assertThat(server.read(request(0, 1, 7, CHUNKS, SAMPLES)).contentType())
        .isEqualTo("application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse");
    assertThat(server.read(request(0, 1, 7, 8)))
        .extracting(RemoteReadServer.Answer::httpStatus, RemoteReadServer.Answer::message)
        .containsExactly(
            400,
            "server does not support any of the requested response types: [7, 8]; supported:"
                + " [SAMPLES, STREAMED_XOR_CHUNKS]");
  }

  @Test
  void chunksHoldTheSamplesOfTheRangeUnderExternalLabels() throws Exception {
    RemoteReadServer server = server(Labels.of("site", "paris"), RemoteReadServer.Limits.DEFAULT);

    byte[] chunks = body(server.read(request(5_500, 900_000, CHUNKS)));
    byte[] samples = body(server.read(request(5_500, 900_000)));

    Map<Labels, SampleBuffer> streamed = ReadAnswer.ofChunks(chunks);
    Map<Labels, SampleBuffer> whole = ReadAnswer.ofSamples(Snappy.uncompress(samples));
    assertThat(streamed).containsOnlyKeys(A.with("site", "paris"), B.with("site", "paris"));
    assertThat(streamed.keySet()).isEqualTo(whole.keySet());
    streamed.forEach((labels, found) -> {
      assertThat(found.size()).isEqualTo(895);
      assertThat(times(found)).isEqualTo(times(whole.get(labels)));
      assertThat(values(found)).isEqualTo(values(whole.get(labels)));
    });
    assertThat(frames(chunks)).isEqualTo(2);
  }

  private static long[] times(SampleBuffer samples) {
    return Arrays.copyOf(samples.timestampsMillis(), samples.size());
  }

  private static double[] values(SampleBuffer samples) {
    return Arrays.copyOf(samples.values(), samples.size());
  }

  @Test
  void aFrameEndsWithTheChunkThatFillsIt() throws Exception {
    RemoteReadServer server = server(Labels.EMPTY, new RemoteReadServer.Limits(0, 1, 1500));

    byte[] chunks = body(server.read(request(0, 1_000_000, CHUNKS)));

    assertThat(frames(chunks)).isEqualTo(2 * 5); // chunks of 120 samples take a thousand bytes
    assertThat(ReadAnswer.ofChunks(chunks).get(B).size()).isEqualTo(1000);
  }

  @Test
  void samplesAreLimitedAndStreamsAreNot() throws Exception {
    RemoteReadServer server = server(Labels.EMPTY, new RemoteReadServer.Limits(100, 1, 1 << 20));

    assertThat(server.read(request(0, 1_000_000)).message())
        .isEqualTo("exceeded sample limit (100)");
    assertThat(body(server.read(request(0, 1_000_000, CHUNKS)))).hasSizeGreaterThan(10_000);
    assertThat(server.read(request(0, 10_000)).message()).isEmpty();
  }

  @Test
  void nothingIsNoFrame() throws Exception {
    RemoteReadServer server = server(Labels.EMPTY, RemoteReadServer.Limits.DEFAULT);

    assertThat(body(server.read(request(2_000_000, 3_000_000, CHUNKS)))).isEmpty();
    assertThat(body(server.read(request(2, 1, CHUNKS)))).isEmpty();
  }

  @Test
  void aDamagedFrameIsNoticed() throws Exception {
    RemoteReadServer server = server(Labels.EMPTY, RemoteReadServer.Limits.DEFAULT);
    byte[] chunks = body(server.read(request(0, 1_000_000, CHUNKS)));

    byte[] whole = chunks.clone();
    chunks[chunks.length / 3] ^= 4;

    assertThatThrownBy(() -> ReadAnswer.ofChunks(chunks))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage("the checksum of a frame is wrong");
    assertThatThrownBy(() -> ReadAnswer.ofChunks(Arrays.copyOf(whole, whole.length - 7)))
        .hasMessageContaining("is cut short");
  }
}
