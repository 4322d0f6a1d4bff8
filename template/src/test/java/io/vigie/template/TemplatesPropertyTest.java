package io.vigie.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.template.value.GoValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever the text: a template or the module's own error, never another exception.
class TemplatesPropertyTest {
  private static final List<String> PIECES =
      List.of(
          "{{",
          "}}",
          "{{-",
          " -}}",
          "{{- ",
          "if",
          "else",
          "end",
          "range",
          "with",
          "define",
          "block",
          "template",
          "\"t\"",
          "`r`",
          "'c'",
          ".",
          ".a.b",
          "$",
          "$x",
          ":=",
          "=",
          "|",
          "(",
          ")",
          ",",
          " ",
          "\n",
          "1",
          "-1.5e3",
          "0x",
          "1i",
          "nil",
          "true",
          "len",
          "index",
          "printf",
          "\"%d%s%v\"",
          "and",
          "eq",
          "break",
          "continue",
          "/*",
          "*/",
          "\\",
          "\"",
          "é",
          "<",
          "<a href='",
          "<script>",
          "<style>",
          "'",
          ">",
          "<!--",
          "-->");

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(PIECES)
        .list()
        .ofMaxSize(25)
        .map(pieces -> pieces.stream().collect(Collectors.joining(" ")));
  }

  @Provide
  Arbitrary<String> actions() {
    return Arbitraries.of(PIECES).list().ofMaxSize(6).map(p -> "x{{" + String.join(" ", p) + "}}y");
  }

  @Property(tries = 3000)
  void anyTextIsATemplateOrRefused(@ForAll("texts") String text) {
    check(text);
  }

  @Property(tries = 3000)
  void anyActionIsExecutedOrRefused(@ForAll("actions") String text) {
    check(text);
  }

  private static void check(String text) {
    GoValue data = GoValue.stringMap(Map.of("a", "1"));
    try {
      Templates set = Templates.of(Map.of()).with("t", text);
      assertThat(set.text("t", data)).isNotNull();
      assertThat(set.html("t", data)).isNotNull();
    } catch (TemplateException expected) {
      assertThat(expected).hasMessageContaining("template:");
    }
  }
}
