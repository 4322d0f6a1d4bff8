package io.vigie.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A server in a process of its own, and what it says about itself.
final class ServerProcess implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Starts one and waits until it is ready.
  ///
  /// @param command gets `--config.file`, `--storage.tsdb.path` and `--web.listen-address` appended
  static ServerProcess start(Path directory, int port, String config, List<String> command)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Path file = Files.writeString(directory.resolve("vigie.yml"), config);
    List<String> all = new ArrayList<>(command);
    all.add("--config.file=" + file);
    all.add("--storage.tsdb.path=" + directory.resolve("data"));
    all.add("--web.listen-address=127.0.0.1:" + port);
    Process process =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("server.log").toFile())
            .start();
    ServerProcess server = new ServerProcess(process, port);
    while (!server.isReady()) {
      if (!process.isAlive()) {
        throw new IOException("the server ended: see " + directory.resolve("server.log"));
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    return server;
  }

  int port() {
    return port;
  }

  private boolean isReady() throws InterruptedException {
    try {
      return ask("/-/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  String get(String path) throws IOException, InterruptedException {
    return ask(path).body();
  }

  private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        BodyHandlers.ofString());
  }

  /// What it says about itself now.
  Metrics metrics() throws IOException, InterruptedException {
    return new Metrics(System.nanoTime(), get("/metrics"));
  }

  /// An exposition.
  record Metrics(long nanos, String text) {
    /// The sum of the samples whose line begins so.
    double value(String prefix) {
      return text.lines()
          .filter(line -> line.startsWith(prefix))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    }
  }

  long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
        .sum();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
