package io.vigie.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Prettifier;
import io.vigie.promql.ast.Printer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class ParserPropertyTest {
  private final PromqlParser parser = new PromqlParser(ParserOptions.ALL_FEATURES);

  @Property
  void aPrintedTreeReadsBackAsTheSameTree(@ForAll long seed) throws PromqlParseException {
    Expr tree = new RandomQuery(seed).nextTree(parser);
    Expr again = parser.parse(Printer.print(tree));
    assertThat(Printer.print(again)).isEqualTo(Printer.print(tree));
    assertThat(view(again)).isEqualTo(view(tree));
  }

  @Property
  void aPrettyTreeReadsBackAsTheSameTree(@ForAll long seed) throws PromqlParseException {
    Expr tree = new RandomQuery(seed).nextTree(parser);
    Expr again = parser.parse(new Prettifier(10).print(tree));
    assertThat(view(again)).isEqualTo(view(tree));
  }

  /// Without the plus before a function of an offset, which Prometheus does not print either.
  private static @Nullable Object view(Expr tree) {
    return withoutPlus(TreeView.of(tree));
  }

  private static @Nullable Object withoutPlus(@Nullable Object node) {
    return switch (node) {
      case Map<?, ?> map
          when "durationExpr".equals(map.get("type"))
              && "+".equals(map.get("op"))
              && map.get("lhs") == null ->
          withoutPlus(map.get("rhs"));
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> fields = new LinkedHashMap<>();
        map.forEach((name, value) -> fields.put(name, withoutPlus(value)));
        yield fields;
      }
      case List<?> list -> list.stream().map(ParserPropertyTest::withoutPlus).toList();
      case null -> null;
      default -> node;
    };
  }

  @Property
  void arbitraryBytesAreReadOrRefused(@ForAll byte[] query) {
    assertReadOrRefused(query);
  }

  @Property
  void arbitraryTextIsReadOrRefused(@ForAll String query) {
    try {
      parser.parse(query);
    } catch (PromqlParseException e) {
      assertThat(e).hasMessageContaining("parse error: ");
    }
  }

  @Property
  void aSpoiledQueryIsReadOrRefused(@ForAll long seed) {
    byte[] query = new RandomQuery(seed).next().getBytes(StandardCharsets.UTF_8);
    Assume.that(query.length > 0);
    assertReadOrRefused(spoil(query, new Random(seed)));
  }

  /// Overwrites, drops and repeats a few bytes.
  private static byte[] spoil(byte[] query, Random random) {
    byte[] spoiled = query.clone();
    String signs = "()[]{},:=!~<>+-*/%^@#\"'` \n\\xu07aseNi._\u00ff";
    for (int i = 0; i <= random.nextInt(3); i++) {
      int at = random.nextInt(spoiled.length);
      spoiled[at] = (byte) signs.charAt(random.nextInt(signs.length()));
      int length = random.nextInt(spoiled.length - at);
      System.arraycopy(spoiled, at, spoiled, random.nextInt(at + 1), length / 2);
    }
    return spoiled;
  }

  private void assertReadOrRefused(byte[] query) {
    try {
      Expr tree = parser.parse(query);
      assertThat(tree.span().end()).isLessThanOrEqualTo(query.length);
    } catch (PromqlParseException e) {
      assertThat(e.span().start()).isBetween(0, query.length);
      assertThat(e).hasMessageContaining("parse error: ");
    }
  }
}
