package io.vigie.ingest.exposition;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Cases of the conformance kit; what is not there is skipped, visibly.
final class ConformanceKit {
  private ConformanceKit() {}

  static Path file(String path) {
    Path file =
        Path.of(System.getProperty("conformance.dir", "../shared/conformance")).resolve(path);
    if (!Files.exists(file)) {
      abort("skipped: the conformance kit has no " + file.toAbsolutePath().normalize());
    }
    return file;
  }

  static JsonNode json(String path) throws IOException {
    return new ObjectMapper().readTree(Files.readString(file(path)));
  }

  static byte[] bytes(JsonNode node, String field) {
    return node.has(field + "_base64")
        ? Base64.getDecoder().decode(node.get(field + "_base64").asString())
        : node.get(field).asString().getBytes(StandardCharsets.UTF_8);
  }
}
