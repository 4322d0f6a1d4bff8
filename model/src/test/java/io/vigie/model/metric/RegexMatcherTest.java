package io.vigie.model.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.PatternSyntaxException;
import org.junit.jupiter.api.Test;

class RegexMatcherTest {
  @Test
  void anExpressionMustBeValidByItself() {
    assertThatThrownBy(() -> RegexMatcher.compile("a)|(b"))
        .isInstanceOf(PatternSyntaxException.class)
        .hasMessageNotContaining("(?s:");
  }

  @Test
  void aDeeplyNestedExpressionIsRefusedRatherThanOverflowingTheStack() {
    String hostile = "(".repeat(100_000) + "a" + ")".repeat(100_000);
    assertThatThrownBy(() -> RegexMatcher.compile(hostile))
        .isInstanceOf(PatternSyntaxException.class)
        .hasMessageContaining("nests too deeply");
  }

  @Test
  void aMatchCoversTheWholeText() {
    assertThat(RegexMatcher.compile("a.b").matches("a\nb")).isTrue();
    assertThat(RegexMatcher.compile("a.b").matches("xa-b")).isFalse();
  }
}
