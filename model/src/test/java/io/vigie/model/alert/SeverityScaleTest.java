package io.vigie.model.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.alert.SeverityScale.Level;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityScaleTest {
  @ParameterizedTest
  @CsvSource({
    "critical, critical",
    "P0, critical",
    "page, critical",
    "high, error",
    "ERROR, error",
    "major, error",
    "warning, warning",
    "P1, warning",
    "minor, warning",
    "info, info",
    "p2, info",
    "none, info"
  })
  void wordsOfManyTeamsHaveTheirPlaceOnOneScale(String word, String level) {
    assertThat(SeverityScale.DEFAULT.level(word)).map(Level::name).contains(level);
  }

  @Test
  void whatNobodyKnowsComesLastAndIsNotAsBadAsAnything() {
    SeverityScale scale = SeverityScale.DEFAULT;
    assertThat(scale.knows("spicy")).isFalse();
    assertThat(scale.rank("spicy")).isGreaterThan(scale.rank("info"));
    assertThat(scale.isAtLeast("spicy", "info")).isFalse();
  }

  @Test
  void wordsAreComparedByTheirLevel() {
    SeverityScale scale = SeverityScale.DEFAULT;
    assertThat(scale.isAtLeast("P0", "critical")).isTrue();
    assertThat(scale.isAtLeast("high", "P1")).isTrue();
    assertThat(scale.isAtLeast("P2", "warning")).isFalse();
    assertThat(scale.rank("emergency")).isZero();
  }

  @Test
  void aWordCannotMeanTwoLevels() {
    List<Level> levels =
        List.of(new Level("bad", List.of("red")), new Level("good", List.of("Red")));
    assertThatThrownBy(() -> new SeverityScale(levels))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"Red\" means both bad and good");
    assertThatThrownBy(() -> new SeverityScale(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
