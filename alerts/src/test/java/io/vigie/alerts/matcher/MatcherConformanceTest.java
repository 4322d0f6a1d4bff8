package io.vigie.alerts.matcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.alerts.ConformanceKit;
import io.vigie.model.metric.LabelMatcher.Operator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Matchers are read, compared and printed as Alertmanager does.
class MatcherConformanceTest {
  @TestFactory
  Stream<DynamicTest> parsing() throws IOException {
    return ConformanceKit.cases("matchers_parse.json")
        .map(test ->
            DynamicTest.dynamicTest(
                test.get("parser").asString()
                    + " "
                    + test.get("kind").asString()
                    + " "
                    + text(test, "input"),
                () -> checkParsing(test)));
  }

  private static String text(JsonNode test, String key) {
    JsonNode value = test.path(key);
    String base64 =
        test.has(key + "_base64")
            ? test.get(key + "_base64").asString()
            : value.path("base64").asString("");
    return base64.isEmpty()
        ? value.asString("")
        : new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
  }

  private static void checkParsing(JsonNode test) {
    MatcherSyntax syntax =
        switch (test.get("parser").asString()) {
          case "utf8" -> MatcherSyntax.UTF8_STRICT;
          case "classic" -> MatcherSyntax.CLASSIC;
          default -> MatcherSyntax.FALLBACK;
        };
    boolean one = test.get("kind").asString().equals("matcher");
    boolean bare = one && test.get("parser").asString().equals("utf8");
    String input = text(test, "input");
    if (test.has("error") && !test.get("error").isNull()) {
      assertThatThrownBy(() -> parse(syntax, one, bare, input))
          .isInstanceOf(MatcherException.class)
          .hasMessage(test.get("error").asString());
      return;
    }
    List<Matcher> expected =
        ConformanceKit.stream(test.get("matchers"))
            .map(m ->
                Matcher.of(
                    m.get("name").asString(),
                    operator(m.get("op").asString()),
                    m.get("value").asString()))
            .toList();
    assertThat(parse(syntax, one, bare, input)).isEqualTo(expected);
  }

  /// The strict parser by itself takes braces around one matcher; the modes of the server do not.
  private static List<Matcher> parse(
      MatcherSyntax syntax, boolean one, boolean bare, String input) {
    if (bare) {
      return List.of(new Utf8MatcherParser(input).parseOne());
    }
    return one ? List.of(syntax.parseOne(input)) : syntax.parse(input).list();
  }

  private static Operator operator(String symbol) {
    return Arrays.stream(Operator.values())
        .filter(operator -> operator.symbol().equals(symbol))
        .findFirst()
        .orElseThrow();
  }

  @TestFactory
  Stream<DynamicTest> matching() throws IOException {
    return ConformanceKit.stream(ConformanceKit.json("matcher_semantics.json").get("match"))
        .map(test ->
            DynamicTest.dynamicTest(
                test.toString(),
                () -> {
                  Matcher matcher =
                      Matcher.of(
                          "foo",
                          operator(test.get("op").asString()),
                          test.get("pattern").asString());
                  assertThat(matcher.matches(test.get("value").asString()))
                      .isEqualTo(test.get("match").booleanValue());
                }));
  }

  @TestFactory
  Stream<DynamicTest> printing() throws IOException {
    JsonNode forms = ConformanceKit.json("matcher_semantics.json");
    return Stream.concat(
        ConformanceKit.stream(forms.get("string"))
            .map(test -> printed(test, "string", Matcher::toString)),
        ConformanceKit.stream(forms.get("json"))
            .map(test -> printed(test, "json", MatcherConformanceTest::json)));
  }

  private static String json(Matcher matcher) {
    return "{\"name\":\"%s\",\"value\":\"%s\",\"isRegex\":%s,\"isEqual\":%s}"
        .formatted(matcher.name(), matcher.value(), matcher.isRegex(), matcher.isEqual());
  }

  private static DynamicTest printed(
      JsonNode test, String form, java.util.function.Function<Matcher, String> print) {
    Matcher matcher =
        Matcher.of(
            test.get("name").asString(),
            operator(test.get("op").asString()),
            test.get("value").asString());
    return DynamicTest.dynamicTest(
        test.toString(),
        () -> assertThat(print.apply(matcher)).isEqualTo(test.get(form).asString()));
  }

  @TestFactory
  Stream<DynamicTest> labelNames() throws IOException {
    JsonNode names = ConformanceKit.json("label_names.json");
    return Stream.concat(
        labelNames(names.get("classic"), MatcherSyntax.CLASSIC),
        labelNames(names.get("utf8"), MatcherSyntax.FALLBACK));
  }

  private static Stream<DynamicTest> labelNames(JsonNode cases, MatcherSyntax syntax) {
    return ConformanceKit.stream(cases)
        .map(test ->
            DynamicTest.dynamicTest(
                syntax + " " + test.get("input"),
                () ->
                    assertThat(syntax.isValidLabelName(test.get("input").asString()))
                        .isEqualTo(test.get("valid").booleanValue())));
  }
}
