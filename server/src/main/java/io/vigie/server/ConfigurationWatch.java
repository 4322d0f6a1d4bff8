package io.vigie.server;

import io.vigie.config.file.FilePattern;
import io.vigie.server.config.VigieConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reloads when the configuration file, or one that it includes, has changed. Goes by content, as a
/// time of change says nothing where files are mounted or replaced. A refused file is tried again
/// only when it has changed again.
final class ConfigurationWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);

  /// Reloads; a failure has been told already.
  @FunctionalInterface
  interface Reload {
    void run() throws IOException;
  }

  private final Path file;
  private final Supplier<VigieConfig> current;
  private final Reload reload;
  private final Duration interval;
  private final Thread thread = Thread.ofVirtual().name("config-watch").unstarted(this::run);
  private byte[] lastSeen;

  /// @param current the configuration in force, which names the files that it includes
  ConfigurationWatch(Path file, Supplier<VigieConfig> current, Reload reload, Duration interval) {
    this.file = file;
    this.current = current;
    this.reload = reload;
    this.interval = interval;
    this.lastSeen = digest();
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(interval);
        look();
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  /// Looks once.
  void look() {
    byte[] seen = digest();
    if (Arrays.equals(seen, lastSeen)) {
      return;
    }
    lastSeen = seen;
    try {
      reload.run();
      lastSeen = digest(); // the new configuration may include other files
    } catch (IOException | RuntimeException e) {
      LOG.debug("automatic reload failed", e);
    }
  }

  private byte[] digest() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (Path path : files()) {
        sha256.update(path.toString().getBytes(StandardCharsets.UTF_8));
        sha256.update(contentOf(path));
      }
      return sha256.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// A file that cannot be read counts as empty, so that its return is noticed.
  private static byte[] contentOf(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>(List.of(file));
    VigieConfig config = current.get();
    Stream.concat(config.scrapeConfigFiles().stream(), config.ruleFiles().stream())
        .forEach(pattern -> files.addAll(expand(pattern)));
    return files;
  }

  private static List<Path> expand(String pattern) {
    try {
      return FilePattern.of(pattern).expand();
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
  }
}
