package io.vigie.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// A real program started by a test on loopback, and ended with it. Its output goes to a file that
/// a failing test can show.
public final class ExternalProgram implements AutoCloseable {
  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 12_000;
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String name;
  private final Process process;
  private final Path log;

  private ExternalProgram(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /// Whether a program of this name is on the path: a test that needs it is skipped, visibly, where
  /// it is not.
  public static boolean isInstalled(String program) {
    return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /// Starts a command whose output goes to `<folder>/<name>.log`, appended to what an earlier start
  /// left there.
  public static ExternalProgram start(String name, Path folder, List<String> command)
      throws IOException {
    Path log = folder.resolve(name + ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new ExternalProgram(name, process, log);
  }

  /// A port that was free a moment ago, and that this process gives to nobody else soon. Not one of
  /// those that the system hands out by itself: some connection might take it before the program
  /// does, or while the program is restarted.
  public static int freePort() {
    for (int attempt = 0; attempt < PORTS; attempt++) {
      int port = FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS);
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException _) {
        // Taken: the next one.
      }
    }
    throw new IllegalStateException("no free port from " + FIRST_PORT + " on");
  }

  /// Waits until the program does what it is there for.
  ///
  /// @throws AssertionError if it ended or took more than a minute; shows the end of its output
  public ExternalProgram await(BooleanSupplier ready) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadlineNanos) {
        throw new AssertionError(
            name + (process.isAlive() ? " is not ready" : " ended") + ":\n" + output());
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    return this;
  }

  /// Ends the program as `kill -9` does, and waits until it is gone.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// What it printed, at most the last 4 000 characters.
  public String output() {
    try {
      String all = Files.readString(log);
      return all.substring(Math.max(0, all.length() - 4000));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks the program to end, and insists after ten seconds.
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
