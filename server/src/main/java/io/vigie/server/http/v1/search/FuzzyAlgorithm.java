package io.vigie.server.http.v1.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What counts as a likeness, by the name in the parameter `fuzz_alg`.
public enum FuzzyAlgorithm {
  /// The characters of the term in order.
  SUBSEQUENCE("subsequence") {
    @Override
    Scorer scorer(String term, double threshold) {
      return new SubsequenceScorer(term).from(threshold);
    }
  },
  /// The term itself or, from a threshold above 0, something like it.
  JARO_WINKLER("jarowinkler") {
    @Override
    Scorer scorer(String term, double threshold) {
      Scorer exact = new SubstringScorer(term);
      if (threshold == 0) {
        return exact;
      }
      Scorer like = new JaroWinklerScorer(term).from(threshold);
      return text -> {
        double score = exact.score(text);
        return score == Scorer.NO_MATCH ? like.score(text) : score;
      };
    }
  };

  private final String word;

  FuzzyAlgorithm(String word) {
    this.word = word;
  }

  /// @param threshold from 0 to 1
  abstract Scorer scorer(String term, double threshold);

  static Optional<FuzzyAlgorithm> of(String word) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.word.equals(word)).findFirst();
  }

  /// The names of all.
  public static List<String> words() {
    return Arrays.stream(values()).map(algorithm -> algorithm.word).toList();
  }
}
