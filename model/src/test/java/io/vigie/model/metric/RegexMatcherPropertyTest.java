package io.vigie.model.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RegexMatcherPropertyTest {
  @Provide
  Arbitrary<String> expressions() {
    return Arbitraries.of(
            "a", "b", "ab", "|", ".", "*", "+", "?", "(a|b)", "[ab]", "a{2}", "(?i)", "\\.", "^",
            "$")
        .list()
        .ofMaxSize(6)
        .map(parts -> String.join("", parts))
        .filter(RegexMatcherPropertyTest::isRe2);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("abAB.\n").ofMaxLength(6);
  }

  @Property
  void shortCutsAgreeWithThePlainExpression(
      @ForAll("expressions") String expression, @ForAll("texts") String text) {
    RegexMatcher matcher = RegexMatcher.compile(expression);
    boolean expected = Pattern.compile("\\A(?s:" + expression + ")\\z").matcher(text).find();
    assertThat(matcher.matches(text)).isEqualTo(expected);
    if (expected) {
      assertThat(text).startsWith(matcher.prefix());
      matcher.literals().ifPresent(literals -> assertThat(literals).contains(text));
    }
  }

  @Example
  void aQuantifierAppliesToWhatStandsBeforeFlags() {
    assertThat(RegexMatcher.compile("ab(?i)*").prefix()).isEqualTo("a");
  }

  private static boolean isRe2(String expression) {
    try {
      Pattern.compile(expression);
      return true;
    } catch (com.google.re2j.PatternSyntaxException _) {
      return false;
    }
  }
}
