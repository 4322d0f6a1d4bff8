package io.vigie.outbound.redis;

import io.vigie.config.http.TlsConfig;
import io.vigie.outbound.tls.TlsContexts;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// One connection to a Redis server. Not thread-safe.
public final class RedisClient implements Closeable {
  private final Socket socket;
  private final RespReader reader;

  private RedisClient(Socket socket) throws IOException {
    this.socket = socket;
    this.reader = new RespReader(socket.getInputStream());
  }

  /// Connects, and says who it is if a password is configured.
  ///
  /// @param patience for connecting, and for each answer
  /// @throws IOException if the server cannot be reached or not be entered; the message names it
  public static RedisClient connect(RedisAddress address, Duration patience) throws IOException {
    Socket socket = new Socket();
    try {
      InetSocketAddress where =
          new InetSocketAddress(address.server().host(), address.server().port());
      if (where.isUnresolved()) {
        throw new UnknownHostException("the name " + address.server().host() + " has no address");
      }
      int millis = Math.clamp(patience.toMillis(), 1, Integer.MAX_VALUE);
      socket.connect(where, millis);
      socket.setSoTimeout(millis);
      RedisClient client =
          new RedisClient(address.tls().isPresent() ? encrypted(socket, address) : socket);
      client.enter(address);
      return client;
    } catch (IOException e) {
      socket.close();
      throw new IOException("Redis " + address.server() + ": " + e.getMessage(), e);
    }
  }

  private static Socket encrypted(Socket plain, RedisAddress address) throws IOException {
    TlsConfig tls = address.tls().orElseThrow();
    String name = tls.serverName().isEmpty() ? address.server().host() : tls.serverName();
    SSLSocket socket =
        (SSLSocket)
            TlsContexts.create(tls)
                .getSocketFactory()
                .createSocket(plain, name, address.server().port(), true);
    if (!tls.insecureSkipVerify()) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
    }
    socket.startHandshake();
    return socket;
  }

  private void enter(RedisAddress address) throws IOException {
    if (!address.password().isConfigured()) {
      return;
    }
    String password = address.password().read().reveal();
    RedisReply reply =
        address.user().isEmpty() ? ask("AUTH", password) : ask("AUTH", address.user(), password);
    if (reply instanceof RedisReply.Refused(String message)) {
      throw new IOException("the credentials are refused: " + message);
    }
  }

  /// Sends a command and waits for its answer.
  ///
  /// @throws IOException if the connection is lost, or what comes is not RESP
  public RedisReply ask(String... command) throws IOException {
    StringBuilder text = new StringBuilder("*").append(command.length).append("\r\n");
    for (String word : command) {
      text.append('$').append(word.getBytes(StandardCharsets.UTF_8).length).append("\r\n");
      text.append(word).append("\r\n");
    }
    OutputStream out = socket.getOutputStream();
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
    return reader.read();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
