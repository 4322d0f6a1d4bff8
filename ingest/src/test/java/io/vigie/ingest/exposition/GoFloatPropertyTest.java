package io.vigie.ingest.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GoFloatPropertyTest {
  @Property(tries = 20_000)
  void readsEveryDoubleBack(@ForAll("bits") long bits) throws MalformedNumberException {
    double value = Double.longBitsToDouble(bits);
    if (Double.isFinite(value)) {
      assertThat(parse(Double.toString(value))).isEqualTo(value);
      assertThat(parse(GoFloat.format(value))).isEqualTo(value == 0 ? 0.0 : value);
    }
  }

  @Property(tries = 20_000)
  void roundsDecimalsAsJavaDoes(@ForAll("decimals") String decimal)
      throws MalformedNumberException {
    double expected = Double.parseDouble(decimal);
    if (Double.isFinite(expected)) {
      assertThat(parse(decimal)).isEqualTo(expected);
    }
  }

  private static double parse(String text) throws MalformedNumberException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return GoFloat.parse(bytes, 0, bytes.length);
  }

  @Provide
  Arbitrary<Long> bits() {
    return Arbitraries.longs().withDistribution(net.jqwik.api.RandomDistribution.uniform());
  }

  /// Up to 25 digits, a point anywhere, exponents that reach subnormals and the largest doubles.
  @Provide
  Arbitrary<String> decimals() {
    Arbitrary<String> digits = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(25);
    Arbitrary<String> fraction =
        Arbitraries.strings().numeric().ofMaxLength(20).map(d -> d.isEmpty() ? "" : "." + d);
    Arbitrary<String> exponent =
        Arbitraries.integers().between(-340, 310).map(e -> e % 3 == 0 ? "" : "e" + e);
    Arbitrary<String> sign = Arbitraries.of("", "-", "+");
    return Combinators.combine(sign, digits, fraction, exponent).as((s, d, f, e) -> s + d + f + e);
  }
}
