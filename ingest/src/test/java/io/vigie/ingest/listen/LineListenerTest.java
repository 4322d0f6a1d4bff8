package io.vigie.ingest.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.testkit.Eventually;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LineListenerTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private final LineSink sink =
      new LineSink() {
        @Override
        public void take(byte[] bytes, int length) {
          lines.addAll(new String(bytes, 0, length, StandardCharsets.UTF_8).lines().toList());
        }

        @Override
        public void refuse(String reason, String problem) {
          refusals.add(reason);
        }
      };
  private final LineListener listener = open();

  private LineListener open() {
    try {
      return LineListener.open("test", new InetSocketAddress(LOOPBACK, 0), sink);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() {
    listener.close();
  }

  private void awaitLines(int count) throws InterruptedException {
    Eventually.holds(Duration.ofSeconds(20), count + " lines", () -> lines.size() == count);
  }

  private void send(String... parts) throws IOException {
    try (Socket socket = new Socket(LOOPBACK, listener.port())) {
      OutputStream out = socket.getOutputStream();
      for (String part : parts) {
        out.write(part.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    }
  }

  @Test
  void linesComeWholeHoweverTheyAreCut() throws Exception {
    send("one 1\ntw", "o 2\n", "three 3");
    awaitLines(3);

    assertThat(lines).containsExactly("one 1", "two 2", "three 3");
  }

  @Test
  void datagramsAreLines() throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      for (String text : List.of("one 1", "two 2\nthree 3")) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, LOOPBACK, listener.port()));
      }
    }
    awaitLines(3);

    assertThat(lines).containsExactlyInAnyOrder("one 1", "two 2", "three 3");
  }

  @Test
  void aLineThatIsTooLongIsLeftOutAndTheNextIsTaken() throws Exception {
    send("a".repeat(3 * LineListener.MAX_LINE_BYTES) + "\ngood 1\n");
    awaitLines(1);

    assertThat(lines).containsExactly("good 1");
    assertThat(refusals).containsExactly("line_too_long");
  }

  @Test
  void aPortInUseIsNamed() {
    assertThatThrownBy(
            () -> LineListener.open("test", new InetSocketAddress(LOOPBACK, listener.port()), sink))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("test cannot listen on")
        .hasMessageContaining(Integer.toString(listener.port()));
  }
}
