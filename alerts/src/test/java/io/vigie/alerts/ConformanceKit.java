package io.vigie.alerts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The folder `alertmanager` of a conformance kit.
public final class ConformanceKit {
  private static final Path FOLDER =
      Path.of(System.getProperty("conformance.dir", "../shared/conformance"), "alertmanager");

  private ConformanceKit() {}

  public static Path file(String name) {
    Path file = FOLDER.resolve(name);
    assumeTrue(Files.exists(file), () -> "no " + file + " in this conformance kit");
    return file;
  }

  public static JsonNode json(String name) throws IOException {
    return new JsonMapper().readTree(Files.readString(file(name)));
  }

  /// The cases of a file that holds a list.
  public static Stream<JsonNode> cases(String name) throws IOException {
    return stream(json(name));
  }

  public static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
