package io.vigie.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.template.time.GoDuration;
import io.vigie.template.time.GoTime;
import io.vigie.template.value.FunctionFailure;
import io.vigie.template.value.GoField;
import io.vigie.template.value.GoFunction;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Go's behaviour, case by case. The outputs and messages are what Go 1.19 and later give.
class TemplatesTest {
  private static final GoType PERSON =
      GoType.struct(
              "test.Person",
              GoField.of("Name", GoType.STRING),
              GoField.of("Age", GoType.INT),
              GoField.of("Tags", GoType.STRINGS))
          .withMethods(
              Map.of(
                  "Greet",
                  GoFunction.of(
                      a -> GoValue.of(a.get(1).text() + " " + name(a.getFirst())), GoType.STRING),
                  "Adult",
                  GoFunction.of(a -> GoValue.of(true))));

  private static final Map<String, GoFunction> FUNCTIONS =
      Map.of(
          "toUpper",
          GoFunction.of(
              a -> GoValue.of(a.getFirst().text().toUpperCase(java.util.Locale.ROOT)),
              GoType.STRING),
          "fail",
          GoFunction.of(a -> {
            throw new FunctionFailure("so it is");
          }),
          "double",
          GoFunction.of(
              a -> GoValue.of(((GoValue.Real) a.getFirst()).value() * 2), GoType.FLOAT64));

  private static final GoValue DATA =
      GoValue.map(
          GoType.ANY_MAP,
          Map.of(
              "s", GoValue.of("text"),
              "n", GoValue.of(3),
              "f", GoValue.of(2.5),
              "empty", GoValue.of(""),
              "nothing", GoValue.Nil.INTERFACE,
              "list", GoValue.strings(List.of("a", "b", "c")),
              "labels", GoValue.stringMap(Map.of("z", "1", "job", "x", "a", "2")),
              "person",
                  GoValue.struct(
                      PERSON, GoValue.of("Ada"), GoValue.of(36), GoValue.strings(List.of("x"))),
              "time", GoTime.of(Instant.parse("2026-03-04T05:06:07.089Z")),
              "duration", GoDuration.of(90_500_000_000L)));

  private static String name(GoValue person) {
    return ((GoValue.Struct) person).values().getFirst().text();
  }

  private static String render(String template) {
    return Templates.of(FUNCTIONS).with("test", template).text("test", DATA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "plain¦plain",
        "{{.s}} {{ .n }}{{.f}}¦text 32.5",
        "{{.missing}}¦<no value>",
        "{{.missing.deeper}}¦<no value>",
        "{{.nothing}}¦<no value>",
        "{{.labels.nope}}¦<no value>",
        "{{.labels}}¦map[a:2 job:x z:1]",
        "{{.list}} {{len .list}}¦[a b c] 3",
        "{{.person}}¦{Ada 36 [x]}",
        "{{printf `%+v` .person}}¦{Name:Ada Age:36 Tags:[x]}",
        "{{.person.Greet \"hi\"}} {{\"ho\" | .person.Greet}}¦hi Ada ho Ada",
        "{{.person.Adult}}¦true",
        "{{(index .list 1)}} {{index .labels \"a\"}} {{index .labels \"q\"}}x¦b 2 x",
        "{{slice .list 1}} {{slice .list 1 2}} {{slice .s 0 2}}¦[b c] [b] te",
        "{{index .s 0}}¦116",
        "{{if .empty}}a{{else if .s}}b{{else}}c{{end}}¦b",
        "{{with .missing}}a{{else with .s}}{{.}}{{else}}c{{end}}¦text",
        "{{range .list}}{{.}},{{end}}¦a,b,c,",
        "{{range $i, $e := .list}}{{$i}}{{$e}}{{end}}¦0a1b2c",
        "{{range $k, $v := .labels}}{{$k}}={{$v}} {{end}}|¦a=2 job=x z=1 |",
        "{{range $e := .list}}{{$e}}{{end}}¦abc",
        "{{range .empty2}}x{{else}}none{{end}}¦none",
        "{{range 3}}{{.}}{{end}}{{range $i := .n}}{{$i}}{{end}}¦012012",
        "{{range .list}}{{if eq . \"b\"}}{{continue}}{{end}}{{.}}{{end}}¦ac",
        "{{range .list}}{{if eq . \"b\"}}{{break}}{{end}}{{.}}{{end}}¦a",
        "{{$x := 1}}{{range .list}}{{$x = .}}{{end}}{{$x}}¦c",
        "{{$x := 1}}{{if true}}{{$x := 2}}{{$x}}{{end}}{{$x}}¦21",
        "{{with $y := .s}}{{$y}}{{$.n}}{{end}}¦text3",
        "{{define \"t\"}}<{{.}}>{{end}}{{template \"t\" .s}}{{template \"t\"}}¦<text><<no value>>",
        "{{block \"b\" .n}}[{{.}}]{{end}}¦[3]",
        "a {{- 1 -}} b {{- /* c */ -}} d¦a1bd",
        "{{\"q\\\"\\t\\x41\\u00e9\"}}{{`raw\\n`}}{{'a'}}¦^q\"\tAéraw\\n97^",
        "{{0x1F}} {{0b101}} {{0o17}} {{017}} {{1_000}} {{1e3}} {{1.50}} {{-3}} {{1i}} {{1+2i}}"
            + "¦31 5 15 15 1000 1000 1.5 -3 (0+1i) (1+2i)",
        "{{1e6}} {{1e21}} {{1e20}} {{0.00001}} {{123456789.0}}"
            + "¦1e+06 1e+21 1e+20 1e-05 1.23456789e+08",
        "{{and 1 0 2}} {{and 1 2}} {{or 0 \"\" \"x\"}} {{or 0 \"\"}}| {{not 0}}¦0 2 x | true",
        "{{and false (fail)}} {{or true (fail)}} {{3 | and 1}}¦false true 3",
        "{{eq 1 2 3 1}} {{eq .s \"text\"}} {{ne 1 2}} {{lt 1 2}} {{le 2 2}} {{gt 2.5 .f}} "
            + "{{ge \"b\" \"a\"}}¦true true true true true false true",
        "{{eq .nothing nil}} {{eq .missing nil}} {{ne .s nil}}¦true true true",
        "{{print 1 2 \"x\" 3 4}} {{print \"a\" \"b\"}} {{println .s}}|¦^1 2x3 4 ab text\n|^",
        "{{html `<a href=\"x\">'&`}} {{js `it's <b>`}} {{urlquery `a b&c=~*`}}"
            + "¦&lt;a href=&#34;x&#34;&gt;&#39;&amp; it\\'s \\u003Cb\\u003E a+b%26c%3D~%2A",
        "{{.s | toUpper | printf \"%s-%s\" \"x\"}}¦x-TEXT",
        "{{double 3}} {{double 1.5}} {{double .f}}¦6 3 5",
        "{{(.person).Name}} {{(index .list 0) | printf \"%q\"}}¦Ada \"a\"",
        "{{printf \"%v\" nil}}{{.nothing | printf \"%v\"}}¦<nil><nil>",
        "{{.time}} {{.time.Format \"02 Jan 06 15:04 -0700\"}}"
            + "¦2026-03-04 05:06:07.089 +0000 UTC 04 Mar 26 05:06 +0000",
        "{{.time.Year}} {{.time.Month}} {{.time.Weekday}} {{.time.UnixMilli}} {{.time.Unix | printf"
            + " \"%d\"}}¦2026 March Wednesday 1772600767089 1772600767",
        "{{.duration}} {{.duration.Seconds}} {{printf \"%d\" .duration}}¦1m30.5s 90.5 90500000000",
        "{{(.time.Add .duration).Format \"15:04:05.000\"}}¦05:07:37.589",
        "{{.time.Before (.time.Add .duration)}}¦true",
        "{{len \"é\"}} {{printf \"%.1s|%5s|%-5s|\" \"éa\" \"x\" \"y\"}}¦2 é|    x|y    |",
        "{{/* only a comment */}}¦^^",
        "{{ $ | len }}¦10",
        "^{{\n.s\n}}^¦text",
        "{{call .missing2 | print}}¦^!error calling call: call of nil^",
      })
  void rendersAsGoDoes(String template, String expected) {
    if (expected.startsWith("!")) {
      assertThatThrownBy(() -> render(template)).hasMessageContaining(expected.substring(1));
    } else {
      assertThat(render(template)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      value = {
        "{{¦template: test:1: unclosed action",
        "^{{if true}}\n{{^¦template: test:2: unclosed action",
        "^{{ .s\n^¦template: test:2: unclosed action started at test:1",
        "{{ \u00a0 }}¦template: test:1: unrecognized character in action: U+00A0",
        "{{nope}}¦^template: test:1: function \"nope\" not defined^",
        "{{$x}}¦^template: test:1: undefined variable \"$x\"^",
        "{{if}}{{end}}¦template: test:1: missing value for if",
        "{{end}}¦template: test:1: unexpected {{end}}",
        "{{else}}¦template: test:1: unexpected {{else}}",
        "{{if true}}¦template: test:1: unexpected EOF",
        "{{break}}¦template: test:1: {{break}} outside {{range}}",
        "{{1 | 2}}¦template: test:1: non executable command in pipeline stage 2",
        "{{(1}}¦template: test:1: unclosed left paren",
        "{{1)}}¦template: test:1: unexpected right paren",
        "{{\"a}}¦template: test:1: unterminated quoted string",
        "{{`a}}¦template: test:1: unterminated raw quoted string",
        "{{'a}}¦template: test:1: unterminated character constant",
        "{{1a}}¦^template: test:1: bad number syntax: \"1a\"^",
        "{{/* a}}¦template: test:1: unclosed comment",
        "{{/* a */ 1}}¦template: test:1: comment ends before closing delimiter",
        "{{1.a.b}}¦^template: test:1: bad number syntax: \"1.a\"^",
        "{{true.a}}¦^template: test:1: unexpected . after term \"true\"^",
        "{{template x}}¦^template: test:1: unexpected \"x\" in template clause^",
        "{{.s .}} {{| 1}}¦^template: test:1: unexpected \"|\" in command^",
        "{{$a, $b := 1}}¦template: test:1: too many declarations in command",
        "{{define \"a\"}}1{{end}}{{define \"a\"}}2{{end}}¦"
            + "^template: test:1: template: multiple definition of template \"a\"^",
        "{{if true}}{{else}}{{else}}{{end}}¦template: test:1: expected end; found {{else}}",
        "{{.a ! 1}}¦^template: test:1: unexpected \"!\" in operand^",
        "{{end.}}¦^template: test:1: unexpected <.> in end^",
        "{{99999999999999999999}}¦^template: test:1: integer overflow: \"99999999999999999999\"^",
      })
  void refusesWhatIsNoTemplate(String template, String message) {
    assertThatThrownBy(() -> render(template)).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      value = {
        "{{.person.Nope}}¦1:9¦<.person.Nope>¦can't evaluate field Nope in type test.Person",
        "{{.nothing.x}}¦1:10¦<.nothing.x>¦nil pointer evaluating interface {}.x",
        "{{fail}}¦1:2¦<fail>¦error calling fail: so it is",
        "{{.s | fail}}¦1:7¦<fail>¦wrong number of args for fail: want 0 got 1",
        "{{toUpper 1}}¦1:10¦<1>¦expected string; found 1",
        "{{toUpper .n}}¦1:10¦<.n>¦wrong type for value; expected string; got int",
        "{{double .n}}¦1:9¦<.n>¦wrong type for value; expected float64; got int",
        "{{toUpper .missing}}¦1:10¦<.missing>¦invalid value; expected string",
        "{{printf}}¦1:2¦<printf>¦wrong number of args for printf: want at least 1 got 0",
        "{{toUpper nil}}¦1:10¦<nil>¦cannot assign nil to string",
        "{{template \"nope\"}}¦1:11¦<{{template \"nope\"}}>¦template \"nope\" not defined",
        "{{index .list 3}}¦1:2¦<index .list 3>¦error calling index: reflect: slice index out of"
            + " range",
        "{{index .list 9}}¦1:2¦<index .list 9>¦error calling index: index out of range: 9",
        "{{index .n 0}}¦1:2¦<index .n 0>¦error calling index: can't index item of type int",
        "{{index .labels 0}}¦1:2¦<index .labels 0>¦error calling index: value has type int; should"
            + " be string",
        "{{len 3}}¦1:2¦<len 3>¦error calling len: len of type int",
        "{{lt 1 \"a\"}}¦1:2¦<lt 1 \"a\">¦error calling lt: incompatible types for comparison",
        "{{eq 1}}¦1:2¦<eq 1>¦error calling eq: missing argument for comparison",
        "{{eq 1 1.0}}¦1:2¦<eq 1 1.0>¦error calling eq: incompatible types for comparison",
        "{{lt true false}}¦1:2¦<lt true false>¦error calling lt: invalid type for comparison",
        "{{range .s}}{{end}}¦1:8¦<.s>¦range can't iterate over text",
        "{{nil}}¦1:2¦<nil>¦nil is not a command",
        "{{1 2}}¦1:2¦<1>¦can't give argument to non-function 1",
        "{{.list.a}}¦1:7¦<.list.a>¦can't evaluate field a in type []string",
        "{{.labels.a 1}}¦1:9¦<.labels.a>¦a is not a method but has arguments",
        "^a\né{{.list.a}}^¦2:9¦<.list.a>¦can't evaluate field a in type []string",
      })
  void tellsWhereTheExecutionFailed(String template, String place, String part, String reason) {
    assertThatThrownBy(() -> render(template))
        .hasMessage("template: test:" + place + ": executing \"test\" at " + part + ": " + reason);
  }

  @Test
  void missingKeysAreWhatTheSetSays() {
    Templates set = Templates.of(Map.of()).with("t", "[{{.labels.nope}}{{.nope}}]");
    assertThat(set.text("t", DATA)).isEqualTo("[<no value><no value>]");
    assertThat(set.missingKey(MissingKey.ZERO).text("t", DATA)).isEqualTo("[<no value>]");
    assertThatThrownBy(() -> set.missingKey(MissingKey.ERROR).text("t", DATA))
        .hasMessageEndingWith("map has no entry for key \"nope\"");
  }

  @Test
  void aLaterTextReplacesTemplatesButABlankOneDoesNot() {
    Templates set =
        Templates.of(Map.of())
            .with("a", "{{define \"x\"}}1{{end}}")
            .with("b", "{{define \"x\"}} {{end}}{{template \"x\"}}");
    assertThat(set.text("b", DATA)).isEqualTo("1");
    assertThat(set.with("c", "{{define \"x\"}}2{{end}}").text("b", DATA)).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{define \"r\"}}{{template \"r\"}}{{end}}{{template \"r\"}}",
        "{{range 100000000}}{{end}}",
        "{{range 1000000}}0123456789{{end}}",
        "{{$x := `aaaaaaaaaa`}}{{range 60}}{{$x = print $x $x}}{{end}}",
        "{{printf \"%999999d%999999d%999999d%999999d%999999d\" 1 1 1 1 1}}",
      })
  void hostileTemplatesEndWithAnError(String template) {
    assertThatThrownBy(() -> render(template)).isInstanceOf(TemplateException.class);
  }

  @Test
  void nestingIsBoundedWhereverItStands() {
    for (String deep :
        List.of(
            "{{" + "(".repeat(9000),
            "{{if 1}}".repeat(9000),
            "{{if 1}}{{else if 1}}" + "{{else if 1}}".repeat(9000))) {
      assertThatThrownBy(() -> render(deep)).isInstanceOf(TemplateException.class);
    }
  }
}
