package io.vigie.server.http.v1.search;

/// Says how well a text answers to what is searched for.
@FunctionalInterface
interface Scorer {
  /// The text does not answer to it.
  double NO_MATCH = -1;

  /// Accepts everything alike.
  Scorer ALL = _ -> 1;

  /// From 0 (barely) to 1 (as well as can be), or [#NO_MATCH].
  double score(String text);

  /// The same, refusing what does not reach a threshold.
  default Scorer from(double threshold) {
    return text -> {
      double score = score(text);
      return score >= threshold ? score : NO_MATCH;
    };
  }
}
