package io.vigie.server.http.v1.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTermsTest {
  private static final double REFUSED = Scorer.NO_MATCH;

  private static double score(
      FuzzyAlgorithm algorithm, double threshold, String term, String text) {
    return new SearchTerms(List.of(term), algorithm, threshold, true).scorer().score(text);
  }

  /// Runs by the square of their length; gaps by their share of the text, the last one by half.
  @ParameterizedTest
  @CsvSource({
    "up, up, 1",
    "node, node_load1, 1",
    "load, node_load1, 0.964659375", // (16 - 5/10 - 0.5 * 1/10) / 16 * 0.999
    "nl, node_load1, 0.34965", // (1 + 1 - 4/10 - 0.5 * 4/10) / 4 * 0.999
    "bac, babac, 0.9546", // (9 - 2/5) / 9 * 0.999
    "xyz, node_load1, -1",
    "loadnode, node_load1, -1",
    "longer, long, -1",
    "é, énode, 1",
    "é, node, -1",
  })
  void subsequencesCountRunsAndGaps(String term, String text, double expected) {
    assertThat(score(FuzzyAlgorithm.SUBSEQUENCE, 0, term, text)).isCloseTo(expected, within(1e-9));
  }

  @Test
  void theBestPlaceToBeginIsTaken() {
    // From the second "a" on, the whole term is one run.
    double once = 9 - 3.0 / 6;
    assertThat(score(FuzzyAlgorithm.SUBSEQUENCE, 0, "abc", "axaabc")).isEqualTo(once / 9 * 0.999);
  }

  @ParameterizedTest
  @CsvSource({
    "dwayne, duane, 0.84",
    "martha, marhta, 0.961111111",
    "dixon, dicksonx, 0.813333333",
    "café, cafe, 0.883333333",
    "abc, xyz, 0",
  })
  void jaroWinklerIsThatOfTheLiterature(String one, String other, double expected) {
    assertThat(new JaroWinklerScorer(one).score(other)).isCloseTo(expected, within(1e-9));
    assertThat(new JaroWinklerScorer(other).score(one)).isCloseTo(expected, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "node, node_load1, 1",
    "load, node_load1, 0.25", // place 5 of 6 possible ones after the first
    "1, node_load1, 0.1",
    "𝄞b, a𝄞b, 0.1",
    "xyz, node_load1, -1",
  })
  void withoutThresholdTheTermMustStandInTheText(String term, String text, double expected) {
    assertThat(score(FuzzyAlgorithm.JARO_WINKLER, 0, term, text)).isCloseTo(expected, within(1e-9));
  }

  @Test
  void aThresholdLetsLikenessCountToo() {
    String mistyped = "go_goroutins";
    assertThat(score(FuzzyAlgorithm.JARO_WINKLER, 0, mistyped, "go_goroutines")).isEqualTo(REFUSED);
    assertThat(score(FuzzyAlgorithm.JARO_WINKLER, 0.8, mistyped, "go_goroutines"))
        .isGreaterThan(0.9);
    assertThat(score(FuzzyAlgorithm.JARO_WINKLER, 1, mistyped, "go_goroutines")).isEqualTo(REFUSED);
    assertThat(score(FuzzyAlgorithm.SUBSEQUENCE, 0.99, "nl", "node_load1")).isEqualTo(REFUSED);
  }

  @Test
  void oneTermOfSeveralIsEnoughAndTheBestOneCounts() {
    SearchTerms terms =
        new SearchTerms(List.of("load", "node", ""), FuzzyAlgorithm.SUBSEQUENCE, 0, true);
    assertThat(terms.scorer().score("node_load1")).isEqualTo(1);
    assertThat(terms.scorer().score("load")).isEqualTo(1);
    assertThat(terms.scorer().score("up")).isEqualTo(REFUSED);
  }

  @Test
  void withoutTermsEverythingIsAlike() {
    SearchTerms none = new SearchTerms(List.of("", ""), FuzzyAlgorithm.SUBSEQUENCE, 1, true);
    assertThat(none.scorer().score("anything")).isEqualTo(1);
  }

  @Test
  void caseCountsUnlessToldOtherwise() {
    List<String> term = List.of("NODE");
    assertThat(
            new SearchTerms(term, FuzzyAlgorithm.SUBSEQUENCE, 0, true).scorer().score("node_load1"))
        .isEqualTo(REFUSED);
    assertThat(
            new SearchTerms(term, FuzzyAlgorithm.SUBSEQUENCE, 0, false)
                .scorer()
                .score("Node_load1"))
        .isEqualTo(1);
  }
}
