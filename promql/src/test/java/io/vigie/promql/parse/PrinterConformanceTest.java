package io.vigie.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vigie.promql.ConformanceKit;
import io.vigie.promql.ast.Prettifier;
import io.vigie.promql.ast.Printer;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PrinterConformanceTest {
  private final PromqlParser parser = new PromqlParser(ParserOptions.ALL_FEATURES);

  @TestFactory
  Stream<DynamicTest> anExpressionIsPrintedOnOneLine() throws IOException {
    return ConformanceKit.jsonLines("promql/printer.jsonl").stream()
        .map(line ->
            dynamicTest(
                line.get("in").asString(),
                () ->
                    assertThat(Printer.print(parser.parse(line.get("in").asString())))
                        .isEqualTo(line.get("out").asString())));
  }

  @TestFactory
  Stream<DynamicTest> aLongExpressionIsBrokenUp() throws IOException {
    return ConformanceKit.jsonLines("promql/prettier.jsonl").stream()
        .map(line ->
            dynamicTest(
                line.get("in").asString(),
                () ->
                    assertThat(
                            new Prettifier(line.get("max_chars_per_line").asInt())
                                .print(parser.parse(line.get("in").asString())))
                        .isEqualTo(line.get("out").asString())));
  }
}
