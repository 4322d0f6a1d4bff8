package io.vigie.rules;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Cases of the conformance kit; what is not there is skipped, visibly.
public final class ConformanceKit {
  private static final JsonMapper JSON = new JsonMapper();

  private ConformanceKit() {}

  /// @param path below `rules/`
  public static Path file(String path) {
    Path root = Path.of(System.getProperty("conformance.dir", "../shared/conformance"), "rules");
    Path file = root.resolve(path);
    if (!Files.exists(file)) {
      abort("skipped: the conformance kit has no " + file.toAbsolutePath().normalize());
    }
    return file;
  }

  /// The cases of a JSON file with a list.
  public static Stream<JsonNode> cases(String path) throws IOException {
    JsonNode cases = JSON.readTree(Files.readString(file(path)));
    return StreamSupport.stream(cases.spliterator(), false);
  }
}
