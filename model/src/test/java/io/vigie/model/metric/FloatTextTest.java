package io.vigie.model.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
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

  @Property
  void generalTextIsTheShortestDecimalWithOrWithoutExponent(
      @ForAll long bits, @ForAll int digits, @ForAll @IntRange(min = -9, max = 9) int scale) {
    for (double value :
        new double[] {
          Double.longBitsToDouble(bits), digits, digits * Math.pow(10, scale), digits / 100.0
        }) {
      if (Double.isFinite(value)) {
        assertThat(FloatText.general(value)).isEqualTo(expected(value));
      }
    }
  }

  private static String expected(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (value == 0) {
      return Double.doubleToRawLongBits(value) == 0 ? "0" : "-0";
    }
    if (exponent >= -4 && exponent < 6) {
      return decimal.toPlainString();
    }
    String mantissa = decimal.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
