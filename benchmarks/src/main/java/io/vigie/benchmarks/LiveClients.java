package io.vigie.benchmarks;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// What it costs to tell many clients what happens: a server scrapes a hundred targets of a thousand
/// series each every second, somebody pushes values twenty times a second, first alone, then beside
/// the given number of clients, a third each on Server-Sent Events, WebSocket and Socket.IO. The
/// clients run on the same machine, in this process.
///
/// `LiveClients <clients> <seconds> <port> <directory, new> <command…>`
public final class LiveClients {
  private static final int TARGETS = 100;
  private static final int SERIES_PER_TARGET = 1000;
  private static final Duration PUSH_PAUSE = Duration.ofMillis(50);
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final int TEXT = 1;
  private static final int PING = 9;

  private final ServerProcess server;
  private final AtomicInteger connected = new AtomicInteger();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong longestGapNanos = new AtomicLong();
  private final AtomicInteger lost = new AtomicInteger();
  private final List<Long> pushNanos = new ArrayList<>();
  private volatile boolean stopping;

  private LiveClients(ServerProcess server) {
    this.server = server;
  }

  public static void main(String[] arguments) throws Exception {
    int clients = Integer.parseInt(arguments[0]);
    Duration phase = Duration.ofSeconds(Integer.parseInt(arguments[1]));
    List<String> command = new ArrayList<>(List.of(arguments).subList(4, arguments.length));
    command.add("--web.max-connections=" + (clients + 500));
    try (FakeTargetServer targets = FakeTargetServer.start(0, SERIES_PER_TARGET);
        ServerProcess server =
            ServerProcess.start(
                Path.of(arguments[3]),
                Integer.parseInt(arguments[2]),
                config(targets.port()),
                command)) {
      new LiveClients(server).run(clients, phase);
    }
  }

  private static String config(int targetPort) {
    StringBuilder config =
        new StringBuilder(
            """
            global: {scrape_interval: 1s, scrape_timeout: 1s}
            scrape_configs:
              - job_name: live
                static_configs:
            """);
    for (int i = 0; i < TARGETS; i++) {
      config.append("      - {targets: ['127.0.0.1:%d'], labels: ".formatted(targetPort));
      config.append("{__metrics_path__: /t/%d/metrics, instance: h%d}}%n".formatted(i, i));
    }
    return config.toString();
  }

  private void run(int clients, Duration phase) throws Exception {
    Thread pushing = Thread.ofPlatform().daemon().start(this::push);
    LockSupport.parkNanos(WARM_UP.toNanos());
    System.out.println(
        "| clients | lost | events/s | MiB/s | longest gap s | samples/s | CPU s/s | RSS MiB"
            + " | push p50 ms | p99 ms | longest ms |");
    System.out.println("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    measure(phase);
    for (int i = 0; i < clients; i++) {
      int kind = i % 3;
      Thread.ofVirtual().start(() -> listen(kind));
    }
    while (connected.get() + lost.get() < clients) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    LockSupport.parkNanos(WARM_UP.toNanos());
    longestGapNanos.set(0);
    measure(phase);
    stopping = true;
    pushing.join();
  }

  private void measure(Duration phase) throws Exception {
    ServerProcess.Metrics before = server.metrics();
    synchronized (pushNanos) {
      pushNanos.clear();
    }
    long eventsBefore = events.get();
    long bytesBefore = bytes.get();
    LockSupport.parkNanos(phase.toNanos());
    ServerProcess.Metrics now = server.metrics();
    double seconds = (now.nanos() - before.nanos()) / 1e9;
    long[] nanos;
    synchronized (pushNanos) {
      nanos = pushNanos.stream().mapToLong(Long::longValue).sorted().toArray();
    }
    System.out.printf(
        "| %d | %d | %.0f | %.1f | %.1f | %.0f | %.2f | %d | %.1f | %.1f | %.1f |%n",
        connected.get(),
        lost.get(),
        (events.get() - eventsBefore) / seconds,
        (bytes.get() - bytesBefore) / seconds / 1048576,
        longestGapNanos.get() / 1e9,
        (now.value("prometheus_tsdb_head_samples_appended_total")
                - before.value("prometheus_tsdb_head_samples_appended_total"))
            / seconds,
        (now.value("process_cpu_seconds_total") - before.value("process_cpu_seconds_total"))
            / seconds,
        server.residentKib() >> 10,
        millis(nanos, 0.5),
        millis(nanos, 0.99),
        millis(nanos, 1));
  }

  private static double millis(long[] sorted, double quantile) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, quantile * sorted.length)] / 1e6;
  }

  private void push() {
    try (HttpConnection connection = new HttpConnection(server.port())) {
      while (!stopping) {
        LockSupport.parkNanos(PUSH_PAUSE.toNanos());
        long start = System.nanoTime();
        int status =
            connection.ask(
                "POST",
                "/api/metrics/custom",
                "{\"name\":\"pushed\",\"type\":\"counter\",\"value\":1}");
        if (status != 202) {
          throw new IOException("a push was answered with " + status);
        }
        synchronized (pushNanos) {
          pushNanos.add(System.nanoTime() - start);
        }
      }
    } catch (IOException e) {
      System.err.println("pushing failed: " + e);
    }
  }

  private void listen(int kind) {
    try (HttpConnection connection = new HttpConnection(server.port())) {
      switch (kind) {
        case 0 -> eventStream(connection);
        case 1 -> webSocket(connection, "/ws", false);
        default -> webSocket(connection, "/socket.io/?EIO=4&transport=websocket", true);
      }
    } catch (IOException e) {
      if (!stopping) {
        lost.incrementAndGet();
      }
    }
  }

  private void heard(int size, long lastNanos) {
    events.incrementAndGet();
    bytes.addAndGet(size);
    longestGapNanos.accumulateAndGet(System.nanoTime() - lastNanos, Math::max);
  }

  private void eventStream(HttpConnection connection) throws IOException {
    connection.send(
        "GET /api/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    long last = System.nanoTime();
    boolean counted = false;
    while (!stopping) {
      String line = connection.line();
      if (line.startsWith("data:")) {
        if (!counted) {
          connected.incrementAndGet();
          counted = true;
        }
        heard(line.length(), last);
        last = System.nanoTime();
      }
    }
  }

  private void webSocket(HttpConnection connection, String path, boolean socketIo)
      throws IOException {
    connection.send(
        ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    while (!connection.line().isEmpty()) {
      // The head of the answer.
    }
    connected.incrementAndGet();
    if (socketIo) {
      connection.send(frame(TEXT, "40"));
    }
    long last = System.nanoTime();
    while (!stopping) {
      DataInputStream in = connection.in();
      int opcode = in.readUnsignedByte() & 0xf;
      int length = length(in);
      int first = length == 0 ? -1 : in.readUnsignedByte();
      in.skipNBytes(Math.max(0, length - 1));
      if (opcode == PING) {
        connection.send(frame(10, ""));
      } else if (socketIo && length == 1 && first == '2') {
        connection.send(frame(TEXT, "3"));
      } else if (opcode == TEXT) {
        heard(length, last);
        last = System.nanoTime();
      } else {
        throw new IOException("closed with opcode " + opcode);
      }
    }
  }

  private static int length(DataInputStream in) throws IOException {
    int length = in.readUnsignedByte() & 0x7f;
    return switch (length) {
      case 126 -> in.readUnsignedShort();
      case 127 -> (int) in.readLong();
      default -> length;
    };
  }

  /// A short frame with a mask of zeros.
  private static byte[] frame(int opcode, String text) {
    byte[] frame = new byte[6 + text.length()];
    frame[0] = (byte) (0x80 | opcode);
    frame[1] = (byte) (0x80 | text.length());
    System.arraycopy(text.getBytes(StandardCharsets.UTF_8), 0, frame, 6, text.length());
    return frame;
  }
}
