package io.vigie.model.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Labels;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  @Test
  void isTheOneThatPrometheusComputes() {
    assertThat(Fingerprint.text(Labels.EMPTY)).isEqualTo("cbf29ce484222325");
    assertThat(Fingerprint.text(Labels.of("name", "garland", "surname", "briggs")))
        .isEqualTo(String.format("%016x", fnv()));
  }

  private static long fnv() {
    byte[] bytes =
        "name\u00ffgarland\u00ffsurname\u00ffbriggs\u00ff"
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    long hash = 0xcbf29ce484222325L;
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
