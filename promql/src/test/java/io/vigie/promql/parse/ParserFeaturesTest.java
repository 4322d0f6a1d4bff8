package io.vigie.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.metric.LabelMatcher;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserFeaturesTest {
  private final PromqlParser plain =
      new PromqlParser(ParserOptions.DEFAULT.withDurationExpressions(false));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "mad_over_time(x[5m]) | 1:1: parse error: function \"mad_over_time\" is not enabled",
        "limitk(2, x) | 1:1: parse error: limitk() is experimental and must be enabled with"
            + " --enable-feature=promql-experimental-functions",
        "x[2*5m] | 1:3: parse error: experimental duration expression is not enabled",
        "x offset step() | 1:10: parse error: experimental duration expression is not enabled",
        "x[5m] anchored | 1:1: parse error: anchored modifier is experimental and not enabled",
        "x smoothed | 1:1: parse error: smoothed modifier is experimental and not enabled",
        "x + fill(1) y | 1:1: parse error: binop fill modifiers are experimental and not enabled",
      })
  void whatIsExperimentalMustBeEnabled(String query, String message) throws Exception {
    assertThatThrownBy(() -> plain.parse(query)).hasMessage(message);
    new PromqlParser(ParserOptions.ALL_FEATURES).parse(query);
  }

  @Test
  void aSelectorAloneIsReadAsItsConditions() throws PromqlParseException {
    assertThat(plain.parseSelector("up{job!=\"a\"}"))
        .containsExactly(
            LabelMatcher.of("job", LabelMatcher.Operator.NOT_EQUAL, "a"),
            LabelMatcher.equal("__name__", "up"));
    assertThat(plain.parseSelectors(List.of("{}", "{\"my.metric\"}")))
        .containsExactly(List.of(), List.of(LabelMatcher.equal("__name__", "my.metric")));
  }

  @Test
  void aSelectorAloneIsNoExpression() {
    assertThatThrownBy(() -> plain.parseSelector("up[5m]"))
        .hasMessage("1:3: parse error: unexpected \"[\"");
    assertThatThrownBy(() -> plain.parseSelector("")).isInstanceOf(PromqlParseException.class);
  }

  @Test
  void anInvalidRegularExpressionIsShownWithItsPlace() {
    assertThatThrownBy(() -> plain.parse("up{job=~\"(\"}"))
        .hasMessage("1:4: parse error: error parsing regexp: missing closing ): `(`");
  }
}
