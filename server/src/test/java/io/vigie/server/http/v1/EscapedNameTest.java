package io.vigie.server.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapedNameTest {
  @ParameterizedTest
  @CsvSource({
    "job, job",
    "U__http_2e_status, http.status",
    "U__a__b, a_b",
    "U__label_20_with_20_spaces, label with spaces",
    "U__caf_e9_, café",
    "U___1f52d_, 🔭",
    "U__, ''",
    "a__b, a__b",
    // Wrongly escaped names mean themselves.
    "U__a_zz_, U__a_zz_",
    "U__a_2e, U__a_2e",
    "U__a_, U__a_",
    "U__a_d800_, U__a_d800_",
    "U__a_1234567_, U__a_1234567_"
  })
  void decodes(String text, String name) {
    assertThat(EscapedName.decode(text)).isEqualTo(name);
  }
}
