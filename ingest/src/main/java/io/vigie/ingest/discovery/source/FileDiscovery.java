package io.vigie.ingest.discovery.source;

import io.vigie.config.file.FilePattern;
import io.vigie.config.yaml.ConfigException;
import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.DiscoveryStatus;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.ingest.discovery.config.TargetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads target files whenever something changes in their directories, and at regular intervals. A
/// file that cannot be read keeps the targets that it last had; one that is gone has none.
final class FileDiscovery implements Discovery {
  private final DiscoveryConfig.Files config;
  private final DiscoveryMeters.ForJob meters;
  private final StatusBoard board;
  private final DiscoveryThread thread = new DiscoveryThread("discovery-file");

  /// What each file last said. Only the discovery's thread looks at it.
  private final Map<Path, List<TargetGroup>> groupsByFile = new LinkedHashMap<>();

  FileDiscovery(DiscoveryConfig.Files config, InstantSource clock, DiscoveryMeters.ForJob meters) {
    this.config = config;
    this.meters = meters;
    this.board = new StatusBoard("file", clock);
  }

  @Override
  public void start(Listener listener) {
    thread.start(() -> {
      try (DirectoryWatch watch = DirectoryWatch.open()) {
        while (!thread.isClosed()) {
          // Watch before reading: a change in between is then seen.
          config.patterns().forEach(p -> watch.watch(FilePattern.of(p).directory()));
          refresh(listener);
          watch.await(config.refreshInterval());
        }
      }
    });
  }

  /// Reads all files once.
  void refresh(Listener listener) {
    long startNanos = System.nanoTime();
    Optional<String> problem = Optional.empty();
    List<Path> files = new ArrayList<>();
    for (String pattern : config.patterns()) {
      try {
        files.addAll(FilePattern.of(pattern).expand());
      } catch (IOException e) {
        problem = Optional.of(pattern + " cannot be listed: " + e.getMessage());
        files.addAll(groupsByFile.keySet());
      }
    }
    groupsByFile.keySet().retainAll(files);
    for (Path file : files) {
      Optional<String> ofThisFile = read(file);
      problem = ofThisFile.isPresent() ? ofThisFile : problem;
    }
    problem.ifPresentOrElse(board::failed, board::succeeded);
    meters.took(System.nanoTime() - startNanos);
    listener.targetsFound(groupsByFile.values().stream().flatMap(List::stream).toList());
  }

  /// @return what is wrong with the file
  private Optional<String> read(Path file) {
    try {
      long modifiedMillis = Files.getLastModifiedTime(file).toMillis();
      groupsByFile.put(file, TargetFile.read(file));
      meters.fileRead(file.toString(), modifiedMillis);
      return Optional.empty();
    } catch (IOException | ConfigException e) {
      meters.failed();
      meters.fileUnreadable();
      return Optional.of(e.getMessage() + "; the targets that it last had are kept");
    }
  }

  @Override
  public DiscoveryStatus status() {
    return board.status();
  }

  @Override
  public void close() {
    thread.close();
  }
}
