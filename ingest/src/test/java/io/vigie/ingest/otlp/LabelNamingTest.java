package io.vigie.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.ingest.otlp.OtlpConfig.TranslationStrategy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelNamingTest {
  private static LabelNaming naming(
      TranslationStrategy strategy, boolean keyBeforeUnderscore, boolean keepRuns) {
    return new LabelNaming(
        new OtlpConfig(
            false,
            List.of(),
            List.of(),
            strategy,
            false,
            false,
            false,
            keyBeforeUnderscore,
            keepRuns));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # attribute,   with key_,     without,     runs collapsed
          http.method,   http_method,   http_method, http_method
          1st,           key_1st,       key_1st,     key_1st
          _private,      key_private,   _private,    key_private
          __reserved__,  __reserved__,  __reserved__,__reserved__
          a..b,          a__b,          a__b,        a_b
          ü,             key_,          _,           key_
          größe,         gr__e,         gr__e,       gr_e
          """)
  void namesFollowTheSettings(String attribute, String withKey, String withoutKey, String collapsed)
      throws UntranslatableException {
    TranslationStrategy escaping = TranslationStrategy.UNDERSCORE_ESCAPING_WITH_SUFFIXES;
    assertThat(naming(escaping, true, true).name(attribute)).isEqualTo(withKey);
    assertThat(naming(escaping, true, false).name(attribute)).isEqualTo(collapsed);
    if (withoutKey.equals("_")) {
      assertThatThrownBy(() -> naming(escaping, false, true).name(attribute))
          .isInstanceOf(UntranslatableException.class);
    } else {
      assertThat(naming(escaping, false, true).name(attribute)).isEqualTo(withoutKey);
    }
  }

  @Test
  void withoutEscapingTheNameStays() throws UntranslatableException {
    LabelNaming naming = naming(TranslationStrategy.NO_TRANSLATION, true, false);

    assertThat(naming.name("http.méthod")).isEqualTo("http.méthod");
    assertThatThrownBy(() -> naming.name("__"))
        .isInstanceOf(UntranslatableException.class)
        .hasMessageContaining("\"__\"");
  }
}
