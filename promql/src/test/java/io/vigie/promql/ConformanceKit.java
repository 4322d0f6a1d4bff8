package io.vigie.promql;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Cases of the conformance kit; what is not there is skipped, visibly.
public final class ConformanceKit {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConformanceKit() {}

  public static Path file(String path) {
    Path file =
        Path.of(System.getProperty("conformance.dir", "../shared/conformance")).resolve(path);
    if (!Files.exists(file)) {
      abort("skipped: the conformance kit has no " + file.toAbsolutePath().normalize());
    }
    return file;
  }

  /// The JSON values of a file with one on each line.
  public static List<JsonNode> jsonLines(String path) throws IOException {
    return Files.readAllLines(file(path)).stream()
        .filter(line -> !line.isBlank())
        .map(JSON::readTree)
        .toList();
  }
}
