package io.vigie.server.http.v1.search;

import java.util.List;
import java.util.Locale;

/// What is searched for: texts that answer to one of some terms.
///
/// @param threshold from 0 (anything that matches) to 1
record SearchTerms(
    List<String> terms, FuzzyAlgorithm algorithm, double threshold, boolean caseSensitive) {
  SearchTerms {
    terms = List.copyOf(terms);
  }

  /// The best score that any term gives; without terms, all are alike. Empty terms say nothing.
  Scorer scorer() {
    List<Scorer> scorers =
        terms.stream()
            .filter(term -> !term.isEmpty())
            .map(term -> algorithm.scorer(caseSensitive ? term : lower(term), threshold))
            .toList();
    if (scorers.isEmpty()) {
      return Scorer.ALL;
    }
    return caseSensitive ? text -> best(scorers, text) : text -> best(scorers, lower(text));
  }

  private static double best(List<Scorer> scorers, String text) {
    double best = Scorer.NO_MATCH;
    for (Scorer scorer : scorers) {
      best = Math.max(best, scorer.score(text));
      if (best >= 1) {
        break;
      }
    }
    return best;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
