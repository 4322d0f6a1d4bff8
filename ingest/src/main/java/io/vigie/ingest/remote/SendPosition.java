package io.vigie.ingest.remote;

import io.vigie.model.metric.CommitLog.Position;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A file that remembers up to where everything was delivered: `segment offset`. Replaced as a
/// whole, so that it is never half written.
final class SendPosition {
  private final Path file;

  SendPosition(Path file) {
    this.file = file;
  }

  /// Empty if there is none, or none that can be understood: sending begins with what is new then.
  Optional<Position> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String[] numbers = Files.readString(file).strip().split(" ", -1);
    try {
      return numbers.length == 2
          ? Optional.of(new Position(Long.parseLong(numbers[0]), Long.parseLong(numbers[1])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  void write(Position position) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path next = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(next, position.segment() + " " + position.offset() + "\n");
    try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
      channel.force(false);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
