package io.vigie.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.promql.ast.DurationException;
import io.vigie.promql.ast.DurationResolver;
import io.vigie.promql.ast.Printer;
import org.junit.jupiter.api.Test;

class DurationResolverTest {
  private final DurationResolver resolver = new DurationResolver(15_000, 3_600_000);
  private final PromqlParser parser = new PromqlParser(ParserOptions.DEFAULT);

  @Test
  void everyDurationBecomesALiteral() throws PromqlParseException {
    assertThat(resolved("rate(x[4 * step()])")).isEqualTo("rate(x[1m])");
    assertThat(resolved("x offset -(range() / 2)")).isEqualTo("x offset -30m");
    assertThat(resolved("sum by (a) (x)[max_of(5m, range()):2m - 1m] offset step()"))
        .isEqualTo("sum by (a) (x)[1h:1m] offset 15s");
    assertThat(resolved("x[7s ^ 1 % 5s]")).isEqualTo("x[2s]");
  }

  @Test
  void aRangeMustBePositive() {
    assertThatThrownBy(() -> resolved("x[step() - 1h]"))
        .isInstanceOf(DurationException.class)
        .hasMessage("2:13: duration must be greater than 0");
  }

  @Test
  void aDurationMustBeANumberOfNanoseconds() {
    assertThatThrownBy(() -> resolved("x[1y ^ 100]")).hasMessageContaining("NaN or infinite");
    assertThatThrownBy(() -> resolved("x[1y * 1y]")).hasMessageContaining("out of range");
    assertThatThrownBy(() -> resolved("x[1y / (step() - 15s)]"))
        .hasMessage("2:20: division by zero");
  }

  private String resolved(String query) throws PromqlParseException {
    return Printer.print(resolver.resolve(parser.parse(query)));
  }
}
