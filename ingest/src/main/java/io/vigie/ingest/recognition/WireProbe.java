package io.vigie.ingest.recognition;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// Finds out who listens on a port that does not answer HTTP as asked. PostgreSQL and Redis close
/// the connection without a word when they are spoken to in HTTP, so they must be asked in their
/// own way; nothing is sent that changes anything there:
///
/// 1. wait for a greeting (MySQL, SSH and mail servers speak first),
/// 2. ask whether TLS is spoken, as PostgreSQL's clients do (it answers one letter),
/// 3. on a new connection send `PING` (Redis answers in RESP, a TLS server with an alert, an HTTP
///    server with an HTTP error).
///
/// Blocks for at most about four times the timeout; thread-safe.
public final class WireProbe {
  private static final byte[] POSTGRES_SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};
  private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

  private final int timeoutMillis;

  /// @param timeout for connecting and for each answer
  public WireProbe(Duration timeout) {
    this.timeoutMillis = Math.toIntExact(Math.max(1, timeout.toMillis()));
  }

  /// Who listens there; nothing if it cannot be reached, stays silent, or is not known.
  public Optional<Stranger> probe(InetSocketAddress address) {
    return greetingOrPostgres(address).or(() -> answerToPing(address));
  }

  private Optional<Stranger> greetingOrPostgres(InetSocketAddress address) {
    try (Socket socket = connect(address)) {
      byte[] greeting = read(socket);
      if (greeting.length > 0) {
        return Strangers.onWire(greeting, greeting.length);
      }
      byte[] answer = ask(socket, POSTGRES_SSL_REQUEST);
      boolean postgres = answer.length == 1 && (answer[0] == 'S' || answer[0] == 'N');
      return postgres ? Optional.of(Stranger.POSTGRESQL) : Strangers.onWire(answer, answer.length);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<Stranger> answerToPing(InetSocketAddress address) {
    try (Socket socket = connect(address)) {
      byte[] answer = ask(socket, PING);
      if (new String(answer, StandardCharsets.ISO_8859_1).startsWith("HTTP/")) {
        return Optional.of(Stranger.PLAIN_HTTP);
      }
      return Strangers.onWire(answer, answer.length);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Socket connect(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setSoTimeout(timeoutMillis);
      socket.connect(address, timeoutMillis);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static byte[] ask(Socket socket, byte[] question) throws IOException {
    socket.getOutputStream().write(question);
    return read(socket);
  }

  /// The first bytes that come; none if none come in time or the connection is closed.
  private static byte[] read(Socket socket) throws IOException {
    byte[] buffer = new byte[512];
    try {
      int length = socket.getInputStream().read(buffer);
      return Arrays.copyOf(buffer, Math.max(length, 0));
    } catch (SocketTimeoutException e) {
      return new byte[0];
    }
  }
}
