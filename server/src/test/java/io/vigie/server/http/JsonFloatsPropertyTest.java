package io.vigie.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class JsonFloatsPropertyTest {
  @Property
  void readsBackAsTheSameValue(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    if (Double.isFinite(value)) {
      assertThat(Double.parseDouble(JsonFloats.of(value))).isEqualTo(value);
    }
  }

  @Property
  void readsBackAsTheSameOrdinaryValue(@ForAll double value) {
    assertThat(Double.parseDouble(JsonFloats.of(value))).isEqualTo(value);
  }

  @Property
  void hasTheShortestDigitsOfDecimals(
      @ForAll int digits, @ForAll @IntRange(min = 1, max = 7) int n) {
    double value = digits / Math.pow(10, n);
    Assume.that(Math.abs(value) >= 1e-6);
    String expected = BigDecimal.valueOf(digits, n).stripTrailingZeros().toPlainString();
    assertThat(JsonFloats.of(value)).isEqualTo(expected);
  }
}
