package io.vigie.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFloatsTest {
  @ParameterizedTest
  @CsvSource({
    "0.0, 0",
    "-0.0, -0",
    "1.0, 1",
    "-1.5, -1.5",
    "0.1, 0.1",
    "100.0, 100",
    "1e15, 1000000000000000",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "1.5e300, 1.5e+300",
    "123456789.125, 123456789.125",
    "0.000001, 0.000001",
    "0.0000012345, 0.0000012345",
    "9.99e-7, 9.99e-07",
    "1e-10, 1e-10",
    "4.9e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "2e-323, 2e-323",
    "1234567890123456.8, 1234567890123456.8",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf",
    "0.30000000000000004, 0.30000000000000004"
  })
  void writesTheFewestDigits(double value, String text) {
    assertThat(JsonFloats.of(value)).isEqualTo(text);
  }
}
