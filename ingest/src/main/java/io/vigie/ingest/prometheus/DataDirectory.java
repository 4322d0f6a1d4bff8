package io.vigie.ingest.prometheus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where the files of a Prometheus data directory lie. A snapshot of one, or a single block, is one
/// too.
///
/// @param blocks by time
/// @param unreadable what looks like a block and has no readable description
record DataDirectory(Path path, List<Block> blocks, List<String> unreadable) {
  /// A block.
  ///
  /// @param name its ULID
  record Block(Path path, String name, long minMillis, long maxMillis, long samples) {}

  private static final String META = "meta.json";
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern CHECKPOINT = Pattern.compile("checkpoint\\.(\\d+)");

  /// @throws NoSuchFileException if there is nothing of Prometheus
  static DataDirectory of(Path path) throws IOException {
    List<Block> blocks = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    folders.add(path);
    folders.addAll(list(path));
    for (Path folder : folders) {
      if (Files.exists(folder.resolve(META))) {
        try {
          blocks.add(read(folder));
        } catch (IOException | JacksonException e) {
          unreadable.add(folder.resolve(META) + ": " + e.getMessage());
        }
      }
    }
    blocks.sort(Comparator.comparingLong(Block::minMillis).thenComparingLong(Block::maxMillis));
    DataDirectory directory = new DataDirectory(path, blocks, unreadable);
    if (blocks.isEmpty() && unreadable.isEmpty() && directory.logSegments().isEmpty()) {
      throw new NoSuchFileException(
          path.toString(),
          null,
          "there is no data of Prometheus in it: no block (a folder with meta.json), no wal");
    }
    return directory;
  }

  private static Block read(Path folder) throws IOException {
    JsonNode meta = JsonMapper.shared().readTree(Files.readString(folder.resolve(META)));
    if (meta.path("version").asInt(0) != 1) {
      throw new IOException("its version is not 1");
    }
    return new Block(
        folder,
        meta.path("ulid").asString(String.valueOf(folder.getFileName())),
        meta.path("minTime").asLong(0),
        meta.path("maxTime").asLong(0),
        meta.path("stats").path("numSamples").asLong(0));
  }

  List<Path> headChunks() throws IOException {
    return numbered(path.resolve("chunks_head"));
  }

  /// Checkpoint first, then the segments that it does not stand for.
  List<Path> logSegments() throws IOException {
    Path wal = path.resolve("wal");
    Optional<Path> checkpoint =
        list(wal).stream()
            .filter(file -> CHECKPOINT.matcher(file.getFileName().toString()).matches())
            .max(Comparator.comparingLong(DataDirectory::number));
    List<Path> segments = new ArrayList<>();
    if (checkpoint.isPresent()) {
      segments.addAll(numbered(checkpoint.get()));
    }
    long last = checkpoint.map(DataDirectory::number).orElse(-1L);
    numbered(wal).stream().filter(segment -> number(segment) > last).forEach(segments::add);
    return segments;
  }

  /// The log of what came out of order.
  List<Path> outOfOrderSegments() throws IOException {
    return numbered(path.resolve("wbl"));
  }

  private static List<Path> numbered(Path folder) throws IOException {
    return list(folder).stream()
        .filter(file -> NUMBER.matcher(file.getFileName().toString()).matches())
        .sorted(Comparator.comparingLong(DataDirectory::number))
        .toList();
  }

  private static long number(Path file) {
    return Long.parseLong(file.getFileName().toString().replace("checkpoint.", ""));
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
