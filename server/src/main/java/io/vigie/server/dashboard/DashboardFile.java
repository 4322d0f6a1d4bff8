package io.vigie.server.dashboard;

import io.vigie.config.file.FileReplacement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    FileReplacement.write(path, (text + "\n").getBytes(StandardCharsets.UTF_8));
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
