package io.vigie.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/// Thousands of targets behind one port: `GET /t/<anything>/metrics` answers with a page like that
/// of a node exporter, whose values move on at each scrape. The pages are made beforehand, so that
/// serving costs as little as possible.
public final class FakeTargetServer implements AutoCloseable {
  private static final int VERSIONS = 8;
  private static final String CONTENT_TYPE =
      "Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n";

  private final ServerSocket socket;
  private final byte[][] plainPages = new byte[VERSIONS][];
  private final byte[][] gzipPages = new byte[VERSIONS][];
  private final AtomicInteger turn = new AtomicInteger();

  private FakeTargetServer(int port, int series) throws IOException {
    for (int version = 0; version < VERSIONS; version++) {
      byte[] text = page(series, version).getBytes(StandardCharsets.UTF_8);
      plainPages[version] = reply(CONTENT_TYPE, text);
      gzipPages[version] = reply(CONTENT_TYPE + "Content-Encoding: gzip\r\n", gzip(text));
    }
    socket = new ServerSocket(port, 4096, InetAddress.getLoopbackAddress());
  }

  /// @param port 0 for a free one
  public static FakeTargetServer start(int port, int series) throws IOException {
    FakeTargetServer server = new FakeTargetServer(port, series);
    Thread _ = Thread.ofPlatform().daemon().name("accept").start(server::accept);
    return server;
  }

  /// Serves until the input ends: `FakeTargetServer [port] [series]`.
  public static void main(String[] args) throws IOException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 9500;
    int series = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
    try (FakeTargetServer server = start(port, series)) {
      System.out.println(server.port());
      while (System.in.read() >= 0) {
        // until whoever started this is gone
      }
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  private static String page(int series, int version) {
    SplittableRandom random = new SplittableRandom(series);
    StringBuilder page = new StringBuilder();
    int families = Math.max(1, series / 20);
    for (int family = 0; family < families; family++) {
      String name = "node_fake_metric_" + family + (family % 3 == 0 ? "_total" : "_bytes");
      page.append("# HELP ").append(name).append(" A fake metric, number ").append(family);
      page.append(".\n# TYPE ").append(name).append(family % 3 == 0 ? " counter\n" : " gauge\n");
      for (int i = 0; i < series / families; i++) {
        double value = Math.round(random.nextDouble() * 1e6 * (1 + version)) / 100.0;
        page.append(name).append("{cpu=\"").append(i).append("\",mode=\"");
        page.append(i % 2 == 0 ? "user" : "system").append("\",device=\"eth").append(i % 4);
        page.append("\"} ").append(value).append('\n');
      }
    }
    return page.toString();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(plain);
    }
    return compressed.toByteArray();
  }

  private static byte[] reply(String headers, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String head = "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n";
    out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(body);
    return out.toByteArray();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        Thread _ = Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      while (true) {
        byte[][] pages = acceptsGzip(in) ? gzipPages : plainPages;
        out.write(pages[Math.floorMod(turn.getAndIncrement(), VERSIONS)]);
      }
    } catch (IOException e) {
      // the connection is over
    }
  }

  /// Reads a request up to its empty line.
  private static boolean acceptsGzip(InputStream in) throws IOException {
    boolean gzip = false;
    StringBuilder line = new StringBuilder();
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("end");
      }
      if (b != '\n') {
        line.append((char) b);
        continue;
      }
      if (line.length() <= 1) {
        return gzip;
      }
      gzip |= line.indexOf("gzip") >= 0;
      line.setLength(0);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
