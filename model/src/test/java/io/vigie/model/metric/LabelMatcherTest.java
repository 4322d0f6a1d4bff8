package io.vigie.model.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.PatternSyntaxException;
import io.vigie.model.metric.LabelMatcher.Operator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelMatcherTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EQUAL     | api     | api      | true
          EQUAL     | api     | apis     | false
          EQUAL     | ''      | ''       | true
          NOT_EQUAL | api     | web      | true
          NOT_EQUAL | ''      | ''       | false
          REGEX     | a.*     | api      | true
          REGEX     | a       | api      | false
          REGEX     | pi      | api      | false
          REGEX     | ''      | ''       | true
          REGEX     | (?i)API | api      | true
          NOT_REGEX | a.*     | api      | false
          NOT_REGEX | a.*     | web      | true
          """)
  void comparesAWholeValue(Operator operator, String value, String labelValue, boolean matches) {
    assertThat(LabelMatcher.of("job", operator, value).matches(labelValue)).isEqualTo(matches);
  }

  @Test
  void aDotMatchesANewline() {
    assertThat(LabelMatcher.of("job", Operator.REGEX, "a.b").matches("a\nb")).isTrue();
  }

  @Test
  void alternativesOfAnExpressionAreAnchoredTogether() {
    LabelMatcher matcher = LabelMatcher.of("job", Operator.REGEX, "a|b.*");
    assertThat(matcher.matches("ab")).isFalse();
    assertThat(matcher.matches("bcd")).isTrue();
  }

  @Test
  void anAbsentLabelHasTheEmptyValue() {
    assertThat(LabelMatcher.of("job", Operator.NOT_EQUAL, "api").matches(Labels.EMPTY)).isTrue();
    assertThat(LabelMatcher.of("job", Operator.REGEX, ".+").matchesAbsent()).isFalse();
  }

  @Test
  void whatIsNotRe2IsRefused() {
    assertThatThrownBy(() -> LabelMatcher.of("job", Operator.REGEX, "a(?=b)"))
        .isInstanceOf(PatternSyntaxException.class);
  }

  @Test
  void aTextComparisonHasNoExpression() {
    assertThatThrownBy(() -> LabelMatcher.equal("job", "api").regex())
        .hasMessageContaining("job=\"api\"");
  }
}
