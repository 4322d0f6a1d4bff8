package io.vigie.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.promql.ast.DurationResolver;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Prettifier;
import io.vigie.promql.ast.Printer;
import io.vigie.promql.ast.Selectors;
import java.util.concurrent.atomic.AtomicReference;
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
        .hasMessageMatching("(?s).*(nested more than 300 levels|subquery is only allowed).*");
  }

  @Test
  void aQueryOfManyTermsIsFine() throws PromqlParseException {
    String query = "a" + " or a".repeat(290);
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

  static Stream<String> deepestQueries() {
    int depth = ParserOptions.DEFAULT.maxDepth() - 3;
    return Stream.of(
        "(".repeat(depth) + "x" + ")".repeat(depth),
        "-(".repeat(depth / 2) + "x" + ")".repeat(depth / 2),
        "abs(".repeat(depth) + "x" + ")".repeat(depth),
        "sum by (a) (".repeat(depth) + "x" + ")".repeat(depth),
        "topk(1, ".repeat(depth) + "x" + ")".repeat(depth),
        "x" + "^x".repeat(depth),
        "x" + " or x".repeat(depth),
        "label_replace(".repeat(depth) + "x" + ", \"a\", \"b\", \"c\", \"d\")".repeat(depth),
        "rate(".repeat(depth / 2) + "x[5m]" + ")[5m:]".repeat(depth / 2));
  }

  /// Three quarters of the usual stack, so that servers may stand below it with some frames of
  /// their own.
  @ParameterizedTest
  @MethodSource("deepestQueries")
  void aQueryOfTheGreatestDepthLeavesRoomOnTheStack(String query) throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread walker = new Thread(null, () -> walk(query), "walker", 768 * 1024);
    walker.setUncaughtExceptionHandler((_, e) -> failure.set(e));
    walker.start();
    walker.join();
    assertThat(failure.get()).isNull();
  }

  private void walk(String query) {
    try {
      Expr expr = parser.parse(query);
      new Prettifier(10).print(expr);
      TreeView.of(expr);
      Selectors.in(expr);
      new DurationResolver(1000, 1000).resolve(expr);
    } catch (PromqlParseException e) {
      assertThat(e).hasMessageContaining("subquery is only allowed");
    }
  }
}
