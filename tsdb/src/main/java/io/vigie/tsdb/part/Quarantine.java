package io.vigie.tsdb.part;

import io.vigie.tsdb.format.CorruptFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where damaged files go: out of the way of the store, kept for whoever wants to look.
/// Thread-safe.
public final class Quarantine {
  private static final Logger log = LoggerFactory.getLogger(Quarantine.class);

  private final Path directory;
  private final AtomicInteger files = new AtomicInteger();

  public Quarantine(Path directory) {
    this.directory = directory;
  }

  /// Number of files and pieces of files moved since the store was opened.
  public int files() {
    return files.get();
  }

  /// Moves a damaged file of a partition.
  void move(Path file, CorruptFileException damage) throws IOException {
    Files.createDirectories(directory);
    Path parent = file.getParent();
    Path to =
        directory.resolve((parent == null ? "" : parent.getFileName() + "-") + file.getFileName());
    Files.move(file, to, StandardCopyOption.REPLACE_EXISTING);
    files.incrementAndGet();
    log.error(
        "{}; the store goes on without it. The file is kept as {}: restore it from a backup, or"
            + " delete it",
        damage.getMessage(),
        to);
  }

  /// Keeps a damaged piece of a file that itself will be removed.
  ///
  /// @return where it is kept
  public Path keep(String name, byte[] bytes) throws IOException {
    Files.createDirectories(directory);
    Path to = directory.resolve(name);
    Files.write(to, bytes);
    files.incrementAndGet();
    return to;
  }
}
