package io.vigie.ingest.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WireProbeTest {
  private static final WireProbe PROBE = new WireProbe(Duration.ofMillis(200));

  /// What a server does with one connection.
  private interface Conversation {
    void hold(Socket socket) throws IOException;
  }

  @Test
  void knowsPostgresByItsAnswerToTheRequestForTls() throws Exception {
    assertThat(
            probed(socket -> {
              byte[] packet = socket.getInputStream().readNBytes(8);
              if (packet[3] == 8 && packet[4] == 4) {
                say(socket, "N");
              }
            }))
        .contains(Stranger.POSTGRESQL);
  }

  @Test
  void knowsRedisByItsAnswerToPing() throws Exception {
    assertThat(
            probed(socket -> {
              InputStream in = socket.getInputStream();
              for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == '\n') {
                  say(socket, "-NOAUTH Authentication required.\r\n");
                }
              }
            }))
        .contains(Stranger.REDIS);
  }

  @Test
  void knowsAServerThatSpeaksFirst() throws Exception {
    assertThat(probed(socket -> say(socket, "SSH-2.0-OpenSSH_9.2\r\n"))).contains(Stranger.SSH);
  }

  @Test
  void knowsHttpWithoutTls() throws Exception {
    assertThat(
            probed(socket -> {
              socket.getInputStream().read(new byte[6]);
              say(socket, "HTTP/1.1 400 Bad Request\r\n\r\n");
            }))
        .contains(Stranger.PLAIN_HTTP);
  }

  @Test
  void namesNobodyWhoStaysSilent() throws Exception {
    assertThat(probed(socket -> socket.getInputStream().readAllBytes())).isEmpty();
  }

  @Test
  void namesNobodyWhereNobodyListens() throws Exception {
    InetSocketAddress address;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = (InetSocketAddress) server.getLocalSocketAddress();
    }
    assertThat(PROBE.probe(address)).isEmpty();
  }

  private static void say(Socket socket, String words) throws IOException {
    socket.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Optional<Stranger> probed(Conversation conversation) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(server, conversation));
      return PROBE.probe((InetSocketAddress) server.getLocalSocketAddress());
    }
  }

  private static void serve(ServerSocket server, Conversation conversation) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual()
            .start(() -> {
              try (socket) {
                conversation.hold(socket);
                socket.getInputStream().readAllBytes();
              } catch (IOException e) {
                // The probe has hung up.
              }
            });
      } catch (IOException e) {
        return;
      }
    }
  }
}
