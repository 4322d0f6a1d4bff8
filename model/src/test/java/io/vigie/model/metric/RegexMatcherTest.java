package io.vigie.model.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexMatcherTest {
  private static final List<String> PIECES =
      List.of(
          ".*",
          ".+",
          "a",
          "b",
          "ab",
          ".",
          "[ab]",
          "[.+]",
          "(ab)",
          "(a|b)",
          "(.+)",
          "a+",
          "b?",
          "a{2}",
          "a*",
          "[a-b]",
          "[é.x-z]",
          "[^a]",
          "[-a]",
          "[a-]",
          "[[:alpha:]]",
          "[a😀]",
          "\\.",
          "é",
          "😀",
          "😀+",
          "a{",
          "x|",
          ".+?",
          "(?i)",
          "^",
          "$");

  @Property(tries = 5000)
  void aShortcutGivesTheAnswerOfTheWholeExpression(
      @ForAll("expressions") String expression, @ForAll("texts") String text) {
    Pattern whole = Pattern.compile("^(?s:" + expression + ")$");
    assertThat(RegexMatcher.compile(expression).matches(text))
        .as("%s on %s", expression, text)
        .isEqualTo(whole.matches(text));
  }

  @Provide
  Arbitrary<String> expressions() {
    return Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(4).map(RegexMatcherTest::joined);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "A", ".", "é", "😀", "\n", "{", "x")
        .list()
        .ofMaxSize(6)
        .map(RegexMatcherTest::joined);
  }

  private static String joined(List<String> pieces) {
    return String.join("", pieces);
  }

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(x{1000}){2}",
        "((a{10}b){20}c){30}",
        "(?:x{100}|y){11}",
        "a{500}{3}",
        "(a{9,}b){200}"
      })
  void repetitionsOfRepetitionsAreRefusedWhereTheyWouldTakeAllMemory(String expression) {
    assertThatThrownBy(() -> RegexMatcher.compile(expression))
        .isInstanceOf(PatternSyntaxException.class)
        .hasMessageContaining("invalid repeat count");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x{1000}",
        "(x{10}){100}",
        "x{1000}y{1000}",
        "[{1000}]{1000}",
        "\\(x{1000}\\){1000}",
        "a{b}{1000}"
      })
  void otherRepetitionsAreAsTheyAre(String expression) {
    assertThatCode(() -> RegexMatcher.compile(expression)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "5.., 503, true",
    "5.., 5033, false",
    "[45].., 404, true",
    "[45].., 304, false",
    "host-0[0-4].+, host-04, false",
    "host-0[0-4].+, host-042, true",
    "host-0[0-4].+, host-052, false",
    "[a-cx]-.*, x-, true",
    "[a-cx]-.*, d-, false"
  })
  void rowsOfCharactersAreMatchedOneByOne(String expression, String text, boolean matches) {
    assertThat(RegexMatcher.compile(expression).matches(text)).isEqualTo(matches);
  }

  @Test
  void aMatchCoversTheWholeText() {
    assertThat(RegexMatcher.compile("a.b").matches("a\nb")).isTrue();
    assertThat(RegexMatcher.compile("a.b").matches("xa-b")).isFalse();
  }
}
