package io.vigie.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vigie.promql.ConformanceKit;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Prettifier;
import io.vigie.promql.ast.Printer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class RuleCorpusConformanceTest {
  private final PromqlParser parser = new PromqlParser(ParserOptions.DEFAULT);

  @TestFactory
  Stream<DynamicTest> rulesInTheWildAreReadAndPrintedWithoutLoss() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(ConformanceKit.file("rules/corpus"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yml")).sorted().toList()) {
        Object yaml =
            new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        List<String> expressions = new ArrayList<>();
        collect(yaml, expressions);
        tests.add(
            dynamicTest(
                file.getFileName() + " (" + expressions.size() + ")",
                () -> assertRoundTrips(expressions)));
      }
    }
    return tests.stream();
  }

  private void assertRoundTrips(List<String> expressions) throws PromqlParseException {
    assertThat(expressions).isNotEmpty();
    for (String expression : expressions) {
      Expr tree = parser.parse(expression);
      String printed = Printer.print(tree);
      assertThat(Printer.print(parser.parse(printed))).isEqualTo(printed);
      String pretty = new Prettifier(Prettifier.DEFAULT_WIDTH).print(tree);
      assertThat(Printer.print(parser.parse(pretty))).isEqualTo(printed);
    }
  }

  private static void collect(Object yaml, List<String> into) {
    switch (yaml) {
      case Map<?, ?> map ->
          map.forEach((key, value) -> {
            if (key.equals("expr")) {
              into.add(String.valueOf(value));
            } else {
              collect(value, into);
            }
          });
      case List<?> list -> list.forEach(item -> collect(item, into));
      case null, default -> {}
    }
  }
}
