package io.vigie.ingest.scrape;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Targets on one port, told apart by their path, each of which behaves as a test says.
final class FakeTargets implements AutoCloseable {
  /// Writes a whole HTTP answer, or whatever else.
  interface Behaviour {
    void answer(List<String> request, OutputStream out) throws Exception;
  }

  private final ServerSocket socket;
  private final Map<String, Behaviour> byPath = new ConcurrentHashMap<>();
  final List<List<String>> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());

  FakeTargets() throws IOException {
    socket = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  String address() {
    return "127.0.0.1:" + port();
  }

  FakeTargets on(String path, Behaviour behaviour) {
    byPath.put(path, behaviour);
    return this;
  }

  /// Exposes a text in the Prometheus format.
  FakeTargets exposes(String path, String text) {
    return on(path, (_, out) -> reply(out, "200 OK", "text/plain; version=0.0.4", text));
  }

  static void reply(OutputStream out, String status, String contentType, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, contentType, bytes.length);
    out.write(head.getBytes(StandardCharsets.UTF_8));
    out.write(bytes);
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
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
        List<String> request = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
          request.add(line);
        }
        requests.add(request);
        String path = request.getFirst().split(" ")[1].replaceFirst("\\?.*", "");
        byPath
            .getOrDefault(path, (_, o) -> reply(o, "404 Not Found", "text/plain", "nothing here"))
            .answer(request, out);
        out.flush();
      }
    } catch (Exception e) {
      // the connection is over
    }
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
