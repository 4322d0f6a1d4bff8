package io.vigie.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vigie.promql.ConformanceKit;
import io.vigie.promql.ast.Selectors;
import io.vigie.promql.ast.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class ParserConformanceTest {
  /// What the parser tables of the kit are made with.
  private static final ParserOptions OPTIONS =
      ParserOptions.DEFAULT.withExperimentalFunctions(true).withExtendedRangeSelectors(true);

  private final PromqlParser parser = new PromqlParser(OPTIONS);

  @TestFactory
  Stream<DynamicTest> validExpressionsAreAccepted() throws IOException {
    return ConformanceKit.jsonLines("promql/parse_valid.txt").stream()
        .map(line -> dynamicTest(line.asString(), () -> parser.parse(line.asString())));
  }

  @TestFactory
  Stream<DynamicTest> validExpressionsHaveTheExpectedTree() throws IOException {
    return ConformanceKit.jsonLines("promql/parse_valid_ast.jsonl").stream()
        .map(line ->
            dynamicTest(
                line.get("expr").asString(),
                () ->
                    assertThat(TreeJson.of(parser.parse(line.get("expr").asString())))
                        .isEqualTo(comparable(line.get("ast")))));
  }

  @TestFactory
  Stream<DynamicTest> invalidExpressionsAreRefusedWithPlaceAndReason() throws IOException {
    return ConformanceKit.jsonLines("promql/parse_invalid.txt").stream()
        .map(line -> dynamicTest(name(line), () -> assertRefused(line)));
  }

  private static String name(JsonNode line) {
    String text = new String(expression(line), StandardCharsets.UTF_8);
    return "«" + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + "»";
  }

  private static byte[] expression(JsonNode line) {
    return line.has("expr_base64")
        ? Base64.getDecoder().decode(line.get("expr_base64").asString())
        : line.get("expr").asString().getBytes(StandardCharsets.UTF_8);
  }

  private void assertRefused(JsonNode line) {
    PromqlParseException error =
        catchThrowableOfType(PromqlParseException.class, () -> parser.parse(expression(line)));
    assertThat(error).as("refusal").isNotNull();
    JsonNode first = line.get("errors").get(0);
    assertThat(error).hasMessage(line.get("api_error").asString());
    assertThat(error.reason()).isEqualTo(first.get("message").asString());
    assertThat(error.span())
        .isEqualTo(new Span(first.get("start").asInt(), first.get("end").asInt()));
  }

  @TestFactory
  Stream<DynamicTest> selectorsAreFoundInOrder() throws IOException {
    return ConformanceKit.jsonLines("promql/extract_selectors.jsonl").stream()
        .map(line ->
            dynamicTest(
                line.get("expr").asString(),
                () -> {
                  var expr = parser.parse(line.get("expr").asString());
                  List<String> selectors = new ArrayList<>();
                  for (JsonNode selector : line.get("selectors")) {
                    selectors.add(selector.asString());
                  }
                  assertThat(Selectors.matchers(expr))
                      .extracting(m -> "{" + m.toString().replaceAll("^\\[|]$", "") + "}")
                      .isEqualTo(selectors);
                }));
  }

  /// The expected tree without what upstream's nodes say on the side.
  private static Object comparable(JsonNode node) {
    if (node.isArray()) {
      List<Object> items = new ArrayList<>();
      node.forEach(item -> items.add(comparable(item)));
      return items;
    }
    if (node.isObject()) {
      Map<String, Object> fields = new TreeMap<>();
      node.forEachEntry((name, value) -> {
        Object comparable = comparable(value);
        if (!TreeJson.isZero(comparable) && !name.equals("BypassEmptyMatcherCheck")) {
          fields.put(name, comparable);
        }
      });
      return fields;
    }
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    return node.isNumber() ? (Object) node.asDouble() : node.asString();
  }
}
