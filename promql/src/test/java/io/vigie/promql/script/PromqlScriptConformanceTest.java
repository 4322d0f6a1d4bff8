package io.vigie.promql.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vigie.model.time.Ticker;
import io.vigie.promql.ConformanceKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

class PromqlScriptConformanceTest {
  @TestFactory
  List<DynamicContainer> everyQueryOfTheLanguagesTestsIsAnsweredAsExpected() throws Exception {
    List<DynamicContainer> containers = new ArrayList<>();
    for (Path file : scripts()) {
      String name = String.valueOf(file.getFileName());
      List<CaseResult> results = PromqlScript.read(file).run(Ticker.system());
      containers.add(
          dynamicContainer(
              name,
              results.stream()
                  .map(result ->
                      dynamicTest(
                          name + ":" + result.line() + " " + result.query(),
                          () -> assertThat(result.failure()).isEmpty()))));
    }
    return containers;
  }

  private static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(ConformanceKit.file("promql/tests"))) {
      return files.filter(file -> file.toString().endsWith(".test")).sorted().toList();
    }
  }
}
