package io.vigie.ingest.exposition.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class MetricsCheckConformanceTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("conformance.dir", "../shared/conformance"), "rules/promtool");

  @TestFactory
  Stream<DynamicTest> cardinalitiesAreThoseOfPromtool() throws IOException {
    Path cases = FOLDER.resolve("expected.json");
    assumeTrue(Files.exists(cases), "skipped: the conformance kit has no " + cases);
    return new ObjectMapper()
        .readTree(Files.readString(cases))
        .valueStream()
        .filter(one -> one.get("command").asString().startsWith("check metrics"))
        .map(one -> dynamicTest(one.get("file").asString(), () -> checkCardinality(one)));
  }

  private static void checkCardinality(JsonNode expected) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = Files.newInputStream(FOLDER.resolve(expected.get("file").asString()))) {
      new MetricsCheck(true, true)
          .run(
              in,
              new PrintStream(out, true, StandardCharsets.UTF_8),
              new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    }
    String table = out.toString(StandardCharsets.UTF_8);
    expected
        .get("cardinality")
        .forEachEntry((name, count) ->
            assertThat(table).containsPattern("(?m)^" + name + " +" + count + " "));
    assertThat(table).containsPattern("(?m)^Total +" + expected.get("total") + " ");
  }
}
