package io.vigie.ingest.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoFloatTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, -0.0",
    "+1, 1",
    "1., 1",
    ".5, 0.5",
    "1e3, 1000",
    "1E-3, 0.001",
    "7.424100000000001e-05, 7.424100000000001e-05",
    "4.9e-324, 4.9e-324",
    "1e-400, 0",
    "9007199254740993, 9007199254740992",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "123456789012345678901234567890, 1.2345678901234568e29",
    "0000000000000000000000001, 1",
    "0e99999999999, 0",
    "Inf, Infinity",
    "+inf, Infinity",
    "-iNFinity, -Infinity"
  })
  void readsWhatGoReads(String text, double expected) throws MalformedNumberException {
    assertThat(parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "nan", "NAN"})
  void readsEveryNanAsTheOrdinaryOne(String text) throws MalformedNumberException {
    assertThat(Double.doubleToRawLongBits(parse(text))).isEqualTo(0x7ff8000000000001L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "+", "-", ".", "e5", "1e", "1e+", "1.2.3", "1f", "1d", "0x10", " 1", "1 ", "+NaN",
        "-nan", "infin", "1,5", "١", "true"
      })
  void refusesWhatGoRefuses(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(MalformedNumberException.class)
        .hasMessage("strconv.ParseFloat: parsing " + GoText.quote(text) + ": invalid syntax");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1_000", "0x1p-3", "1P5"})
  void refusesTheCharactersThatGoTookUpLater(String text) {
    assertThatThrownBy(() -> parse(text)).hasMessage("unsupported character in float");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e309", "-1e999999", "1.8e308"})
  void refusesWhatIsTooLarge(String text) {
    assertThatThrownBy(() -> parse(text)).hasMessageEndingWith(": value out of range");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "0, 0.0",
    "-1, -1.0",
    "0.5, 0.5",
    "10, 10.0",
    "100000, 100000.0",
    "1000000, 1e+06",
    "1048576, 1.048576e+06",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf",
    "1e100, 1e+100",
    "123456.7, 123456.7",
    "1234567.5, 1.2345675e+06"
  })
  void writesBoundsAsOpenMetricsDoes(double value, String expected) {
    assertThat(GoFloat.format(value)).isEqualTo(expected);
  }

  private static double parse(String text) throws MalformedNumberException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return GoFloat.parse(bytes, 0, bytes.length);
  }
}
