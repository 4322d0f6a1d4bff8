package io.vigie.server.dashboard;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes a dashboard to a file as people keep it in a repository: indented, with the wrapper that
/// the file had.
final class DashboardFile {
  private DashboardFile() {}

  static void write(Path path, DashboardDocument document) throws IOException {
    JsonNode tree = wrappedAs(path, document);
    String text = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(tree);
    Path target = path.toRealPath();
    Path next = target.resolveSibling("." + target.getFileName() + ".new");
    try {
      Files.writeString(next, text + "\n", StandardCharsets.UTF_8);
      try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private static JsonNode wrappedAs(Path path, DashboardDocument document) throws IOException {
    try {
      JsonNode before = JsonMapper.shared().readTree(Files.readString(path));
      if (before instanceof ObjectNode wrapper && wrapper.path("dashboard").isObject()) {
        return wrapper.set("dashboard", document.json());
      }
    } catch (JacksonException _) {
      // What was there is no dashboard any more: nothing of it is worth keeping.
    }
    return document.json();
  }
}
