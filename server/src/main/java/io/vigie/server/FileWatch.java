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

/// Reloads when one of some files has changed. Goes by content, as a time of change says nothing
/// where files are mounted or replaced. Refused files are tried again only when they have changed
/// again.
final class FileWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

  /// Reloads; a failure has been told already.
  @FunctionalInterface
  interface Reload {
    void run() throws IOException;
  }

  private final Supplier<List<Path>> files;
  private final Reload reload;
  private final Duration interval;
  private final Thread thread;
  private byte[] lastSeen;

  /// @param name of the thread
  /// @param files those that count now
  FileWatch(String name, Supplier<List<Path>> files, Reload reload, Duration interval) {
    this.files = files;
    this.reload = reload;
    this.interval = interval;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
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
      for (Path path : files.get()) {
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

  /// A configuration file and those that it includes.
  static List<Path> filesOf(Path file, VigieConfig config) {
    List<Path> files = new ArrayList<>(List.of(file));
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
