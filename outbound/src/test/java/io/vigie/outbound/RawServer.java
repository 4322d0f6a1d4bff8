package io.vigie.outbound;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;

/// A server on a free port that does with each request whatever a test says, also what no decent
/// server does.
final class RawServer implements AutoCloseable {
  /// One request as it came.
  record Received(String requestLine, List<String> headers, String body) {
    String header(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ":";
      return headers.stream()
          .filter(h -> h.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(h -> h.substring(prefix.length()).strip())
          .findFirst()
          .orElse("");
    }
  }

  interface Behaviour {
    void answer(Received request, OutputStream out) throws Exception;
  }

  private final ServerSocket socket;
  private final String scheme;
  private final Behaviour behaviour;
  final List<Received> received = Collections.synchronizedList(new ArrayList<>());
  final AtomicInteger connections = new AtomicInteger();
  private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());

  RawServer(Behaviour behaviour) throws IOException {
    this("http", new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()), behaviour);
  }

  private RawServer(String scheme, ServerSocket socket, Behaviour behaviour) {
    this.scheme = scheme;
    this.socket = socket;
    this.behaviour = behaviour;
    Thread.ofVirtual().start(this::accept);
  }

  static RawServer tls(SSLContext context, boolean needClientCertificate, Behaviour behaviour)
      throws IOException {
    var socket =
        (javax.net.ssl.SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    socket.setNeedClientAuth(needClientCertificate);
    return new RawServer("https", socket, behaviour);
  }

  int port() {
    return socket.getLocalPort();
  }

  URI uri(String path) {
    return uri("127.0.0.1", path);
  }

  URI uri(String host, String path) {
    return URI.create(scheme + "://" + host + ":" + port() + path);
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        connections.incrementAndGet();
        open.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      while (true) {
        Received request = read(in);
        received.add(request);
        behaviour.answer(request, out);
        out.flush();
      }
    } catch (Exception e) {
      // the connection is over
    }
  }

  private static Received read(InputStream in) throws IOException {
    String requestLine = line(in);
    List<String> headers = new ArrayList<>();
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      headers.add(line);
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    return new Received(
        requestLine, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("end");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  static void reply(OutputStream out, String status, String headers, byte[] body)
      throws IOException {
    String head =
        "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length + "\r\n" + headers + "\r\n";
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
  }

  static void ok(OutputStream out, String body) throws IOException {
    reply(out, "200 OK", "Content-Type: text/plain\r\n", body.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(plain);
    }
    return compressed.toByteArray();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    synchronized (open) {
      for (Socket connection : open) {
        connection.close();
      }
    }
  }
}
