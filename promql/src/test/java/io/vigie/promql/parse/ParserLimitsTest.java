package io.vigie.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.promql.ast.Printer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParserLimitsTest {
  private final PromqlParser parser = new PromqlParser(ParserOptions.DEFAULT);

  static Stream<String> deepQueries() {
    int depth = 30_000;
    return Stream.of(
        "(".repeat(depth) + "1" + ")".repeat(depth),
        "-".repeat(depth) + "x",
        "abs(".repeat(depth) + "x" + ")".repeat(depth),
        "sum by (a) (".repeat(depth) + "x" + ")".repeat(depth),
        "x" + "^x".repeat(depth),
        "x" + "+x".repeat(depth),
        "x" + " or x".repeat(depth),
        "x" + "[5m:]".repeat(depth),
        "x[" + "(".repeat(depth) + "5m" + ")".repeat(depth) + "]",
        "x[" + "-".repeat(depth) + "5m]",
        "x[5m" + "+5m".repeat(depth) + "]",
        "x[5m" + "^5m".repeat(depth) + "]",
        "x offset " + "-".repeat(depth) + "step()");
  }

  @ParameterizedTest
  @MethodSource("deepQueries")
  void aDeepQueryIsRefusedWithTheParsersOwnError(String query) {
    assertThatThrownBy(() -> parser.parse(query))
        .isInstanceOf(PromqlParseException.class)
        .hasMessageMatching("(?s).*(nested more than 500 levels|subquery is only allowed).*");
  }

  @Test
  void aQueryOfFourHundredTermsIsFine() throws PromqlParseException {
    String query = "a" + " or a".repeat(400);
    assertThat(Printer.print(parser.parse(query))).isEqualTo(query);
  }

  @Test
  void aVeryLongQueryIsRefused() {
    assertThatThrownBy(() -> parser.parse("1" + " ".repeat(1 << 20)))
        .hasMessageContaining("query has 1048577 bytes, at most 1048576 are allowed");
  }

  @Test
  void aDeeplyNestedRegularExpressionIsRefused() {
    assertThatThrownBy(() -> parser.parse("x{a=~\"" + "(".repeat(99_999) + "\"}"))
        .isInstanceOf(PromqlParseException.class)
        .hasMessageContaining("nests too deeply");
  }
}
