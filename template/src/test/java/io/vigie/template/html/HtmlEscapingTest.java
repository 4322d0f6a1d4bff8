package io.vigie.template.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.template.Templates;
import io.vigie.template.value.GoFunction;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where a value stands decides how it is escaped, as in Go's `html/template`.
class HtmlEscapingTest {
  private static final GoValue DATA =
      GoValue.map(
          GoType.ANY_MAP,
          Map.of(
              "h", GoValue.of("<b>\"O'Reilly\" & sons</b>"),
              "u", GoValue.of("a b&c=<d>"),
              "js", GoValue.of("javascript:alert(1)"),
              "http", GoValue.of("http://x/?a=b c&d=%20"),
              "n", GoValue.of(3),
              "l", GoValue.strings(List.of("a", "</script>")),
              "t", GoValue.of(true),
              "on", GoValue.of("onclick")));

  private static final Map<String, GoFunction> FUNCTIONS =
      Map.of(
          "safeHtml", GoFunction.of(a -> SafeText.html(a.getFirst().text()), GoType.STRING),
          "safeUrl", GoFunction.of(a -> SafeText.url(a.getFirst().text()), GoType.STRING));

  private static String render(String template) {
    return Templates.of(FUNCTIONS).with("t", template).html("t", DATA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      value = {
        "{{.h}}¦^&lt;b&gt;&#34;O&#39;Reilly&#34; &amp; sons&lt;/b&gt;^",
        "{{.h | safeHtml}}¦^<b>\"O'Reilly\" & sons</b>^",
        "{{.missing}}|{{.n}}¦|3",
        "{{.h | html}}¦^&lt;b&gt;&#34;O&#39;Reilly&#34; &amp; sons&lt;/b&gt;^",
        "<p title=\"{{.h}}\">¦^<p title=\"&lt;b&gt;&#34;O&#39;Reilly&#34; &amp; sons&lt;/b&gt;\">^",
        "<p title={{.u}}>¦^<p title=a&#32;b&amp;c&#61;&lt;d&gt;>^",
        "<p {{.on}}=1>¦<p ZgotmplZ=1>",
        "<a href=\"{{.js}}\">¦^<a href=\"#ZgotmplZ\">^",
        "<a href=\"{{.js | safeUrl}}\">¦^<a href=\"javascript:alert%281%29\">^",
        "<a href=\"{{.http}}\">¦^<a href=\"http://x/?a=b%20c&amp;d=%20\">^",
        "<a href=\"/x/{{.u}}?q={{.u}}\">¦^<a href=\"/x/a%20b&amp;c=%3cd%3e?q=a%20b%26c%3d%3cd%3e\">^",
        "<script>var x = {{.h}}, y = {{.n}}, z = {{.l}};</script>¦"
            + "^<script>var x = \"\\u003cb\\u003e\\\"O'Reilly\\\" \\u0026 sons\\u003c/b\\u003e\", y ="
            + "  3 , z = [\"a\",\"\\u003c/script\\u003e\"];</script>^",
        "<script>var x = '{{.h}}';</script>¦^<script>var x = '\\u003cb\\u003e\\u0022O\\u0027Reilly"
            + "\\u0022 \\u0026 sons\\u003c\\/b\\u003e';</script>^",
        "<p onclick=\"f({{.n}}, '{{.u}}')\">¦^<p onclick=\"f( 3 , 'a b\\u0026c=\\u003cd\\u003e')\">^",
        "<style>p { color: {{.u}} }</style>¦<style>p { color: ZgotmplZ }</style>",
        "<p style=\"width: {{.n}}px\">¦^<p style=\"width: 3px\">^",
        "a<!-- {{.h}} -->b¦ab",
        "<title>{{.u}}</title>¦<title>a b&amp;c=&lt;d&gt;</title>",
        "1 < 2 {{if .t}}<b{{else}}<i{{end}}>x¦1 &lt; 2 <b>x",
        "{{define \"x\"}}{{.u}}{{end}}<p title=\"{{template \"x\" .}}\">{{template \"x\" .}}¦"
            + "^<p title=\"a b&amp;c=&lt;d&gt;\">a b&amp;c=&lt;d&gt;^",
        "<!DOCTYPE html><p>{{range .l}}<i>{{.}}</i>{{end}}¦"
            + "<!DOCTYPE html><p><i>a</i><i>&lt;/script&gt;</i>",
      })
  void valuesAreEscapedForTheirPlace(String template, String expected) {
    assertThat(render(template)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      value = {
        "{{if .t}}<a href=\"{{end}}x¦branches end in different contexts",
        "<a href=\"¦ends in a non-text context",
        "<a href=x\"{{.u}}>¦in unquoted attr",
        "<a 'x>¦in attribute name",
        "{{template \"nope\"}}¦no such template \"nope\"",
        "{{.u | html | print}}¦predefined escaper \"html\" disallowed in template",
        "<a href=\"{{if .t}}/x?{{end}}{{.u}}\">¦ambiguous context within a URL",
      })
  void whatLeavesThePlaceOpenIsRefused(String template, String reason) {
    assertThatThrownBy(() -> render(template))
        .isInstanceOf(HtmlException.class)
        .hasMessageStartingWith("html/template:t:1:")
        .hasMessageContaining(reason);
  }

  @Test
  void aTemplateThatCallsItselfIsEscaped() {
    String template =
        "{{define \"r\"}}{{with .next}}<i>{{.v}}</i>{{template \"r\" .}}{{end}}{{end}}"
            + "{{template \"r\" .}}";
    GoValue inner = GoValue.map(GoType.ANY_MAP, Map.of("v", GoValue.of("<")));
    GoValue outer = GoValue.map(GoType.ANY_MAP, Map.of("next", inner));
    assertThat(Templates.of(Map.of()).with("t", template).html("t", outer))
        .isEqualTo("<i>&lt;</i>");
  }
}
