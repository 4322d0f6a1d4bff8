package io.vigie.model.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "100000000, 100000000",
    "1e-5, 0.00001",
    "0.1, 0.1",
    "-2.5, -2.5",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf"
  })
  void plainTextHasNoExponent(double value, String text) {
    assertThat(FloatText.plain(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "999999, 999999",
    "1000000, 1e+06",
    "123456789, 1.23456789e+08",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "-1e100, -1e+100",
    "NaN, NaN",
    "Infinity, +Inf"
  })
  void generalTextHasAnExponentWhereGoWritesOne(double value, String text) {
    assertThat(FloatText.general(value)).isEqualTo(text);
  }
}
