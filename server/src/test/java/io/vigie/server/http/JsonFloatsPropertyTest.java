package io.vigie.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

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
}
