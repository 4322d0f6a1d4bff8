package io.vigie.promql.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Labels;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelHashTest {
  @ParameterizedTest
  @CsvSource({
    "'', ef46db3751d8e999",
    "a, d24ec4f1a98c6e5b",
    "abc, 44bc2cf5ad770999",
    "'Nobody inspects the spammish repetition', fbcea83c8a378bf1"
  })
  void hashesAsThePublishedVectorsOfXxh64(String text, String hash) {
    long actual = LabelHash.xxh64(text.getBytes(StandardCharsets.UTF_8));
    assertThat(Long.toHexString(actual)).isEqualTo(hash);
  }

  @Test
  void sharesLieBetweenZeroAndOneAndDependOnLabels() {
    double first = LabelHash.share(Labels.of("a", "1"));
    double second = LabelHash.share(Labels.of("a", "2"));
    assertThat(first).isBetween(0.0, 1.0).isNotEqualTo(second);
    assertThat(LabelHash.share(Labels.of("a", "1"))).isEqualTo(first);
  }
}
