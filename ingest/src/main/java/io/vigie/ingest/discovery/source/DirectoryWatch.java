package io.vigie.ingest.discovery.source;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits until something changes in one of some directories. One that cannot be watched (not there
/// yet, no watches left) is tried again with each call of [#watch]. Not thread-safe.
final class DirectoryWatch implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(DirectoryWatch.class);

  private final WatchService service;
  private final Map<Path, WatchKey> keys = new HashMap<>();

  private DirectoryWatch(WatchService service) {
    this.service = service;
  }

  static DirectoryWatch open() {
    try {
      return new DirectoryWatch(FileSystems.getDefault().newWatchService());
    } catch (IOException e) {
      throw new UncheckedIOException("files cannot be watched", e);
    }
  }

  void watch(Path directory) {
    WatchKey known = keys.get(directory);
    if (known != null && known.isValid()) {
      return;
    }
    try {
      Path path = directory.toString().isEmpty() ? Path.of(".") : directory;
      keys.put(directory, path.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE));
    } catch (IOException e) {
      LOGGER.debug("{} is not watched for now", directory, e);
    }
  }

  /// Waits for a change, at most for the time given.
  void await(Duration longest) throws InterruptedException {
    WatchKey changed = service.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
    while (changed != null) {
      changed.pollEvents();
      changed.reset();
      // Writing a file causes several events; those that are here already mean the same change.
      changed = service.poll();
    }
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      LOGGER.debug("closing a watch", e);
    }
  }
}
