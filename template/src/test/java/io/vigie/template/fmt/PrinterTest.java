package io.vigie.template.fmt;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.template.Templates;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Formats of Go's `fmt`, as templates reach them through `printf`.
class PrinterTest {
  private static final GoValue DATA =
      GoValue.map(
          GoType.ANY_MAP,
          Map.of(
              "l", GoValue.strings(List.of("a", "b")),
              "m", GoValue.stringMap(Map.of("k", "v")),
              "u", new GoValue.Uint(-1, GoType.UINT64)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "\"%d|%5d|%-5d|%05d|%+d|% d\" 42 42 42 42 42 42¦42|   42|42   |00042|+42| 42",
        "\"%x %X %#x %o %#o %O %b %c %q %U %#U\" 255 255 255 8 8 8 5 65 65 65 65"
            + "¦ff FF 0xff 10 010 0o10 101 A 'A' U+0041 U+0041 'A'",
        "\"%.3d|%8.3d|%-8.3d|%08.3d\" 7 7 7 7¦007|     007|007     |     007",
        "\"%e %E %f %.2f %g %G\" 1234.5678 1234.5678 1234.5678 1234.5678 1234.5678 1e-7"
            + "¦1.234568e+03 1.234568E+03 1234.567800 1234.57 1234.5678 1E-07",
        "\"%8.2f|%-8.2f|%08.2f|%+.1f\" 3.14159 3.14159 -3.14159 2.0¦    3.14|3.14    |-0003.14|+2.0",
        "\"%.3g %.10g %#g %g\" 1234.5678 1234.5678 1.0 100000.0¦1.23e+03 1234.5678 1.00000 100000",
        "\"%.4g %.4g %.4g\" 1.235 12345678.0 0.00012345¦1.235 1.235e+07 0.0001234",
        "\"%x %b\" 1.0 1.0¦0x1p+00 4503599627370496p-52",
        "\"%s|%10s|%-10s|%.2s|%q|%x|% x|%#x\" \"héy\" \"héy\" \"héy\" \"héy\" \"héy\" \"héy\" \"héy\" \"héy\""
            + "¦héy|       héy|héy       |hé|\"héy\"|68c3a979|68 c3 a9 79|0x68c3a979",
        "\"%+q %#q\" \"é\" \"a`\"¦\"\\u00e9\" \"a`\"",
        "\"%t %v %s\" true false true¦true false %!s(bool=true)",
        "\"%d\" \"x\"¦%!d(string=x)",
        "\"%s\" 3¦%!s(int=3)",
        "\"%z\" 3¦%!z(int=3)",
        "\"%d %d\" 1¦1 %!d(MISSING)",
        "\"%d\" 1 2 \"x\"¦1%!(EXTRA int=2, string=x)",
        "\"%\"¦%!(NOVERB)",
        "\"100%%\"¦100%",
        "\"%[2]d %[1]d\" 1 2¦2 1",
        "\"%[3]d\" 1¦%!d(BADINDEX)",
        "\"%*d|%-*d|%.*f\" 5 42 5 42 2 3.14159¦   42|42   |3.14",
        "\"%T %T %T %T\" 1 \"s\" 1.5 true¦int string float64 bool",
        "\"%v %+v %#v\" .l .l .l¦[a b] [a b] []string{\"a\", \"b\"}",
        "\"%v %#v\" .m .m¦map[k:v] map[string]string{\"k\":\"v\"}",
        "\"%q %d\" .l .l¦[\"a\" \"b\"] [%!d(string=a) %!d(string=b)]",
        "\"%d %v %#v\" .u .u .u¦18446744073709551615 18446744073709551615 0xffffffffffffffff",
        "\"%v %d %s\" nil nil nil¦<nil> %!d(<nil>) %!s(<nil>)",
        "\"%v\" 1i¦(0+1i)",
        "\"%6.2f%%\" 99.5¦ 99.50%",
        "\"%#v %#v\" \"a\" 1.0¦\"a\" 1",
      })
  void printfFormatsAsGoDoes(String arguments, String expected) {
    assertThat(Templates.of(Map.of()).with("t", "{{printf " + arguments + "}}").text("t", DATA))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1,1",
    "-1.5,-1.5",
    "1e21,1e+21",
    "123456,123456",
    "1234567,1.234567e+06",
    "0.0001,0.0001",
    "0.00001,1e-05",
    "5e-324,5e-324",
    "2e-323,2e-323",
    "1.7976931348623157e308,1.7976931348623157e+308",
    "9007199254740993,9.007199254740992e+15",
  })
  void floatsHaveTheFewestDigitsThatTellThemApart(double value, String expected) {
    assertThat(Printer.display(GoValue.of(value))).isEqualTo(expected);
  }
}
