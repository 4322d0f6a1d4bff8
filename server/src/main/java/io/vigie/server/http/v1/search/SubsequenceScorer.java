package io.vigie.server.http.v1.search;

/// Accepts texts in which the characters of the term stand in this order, whatever is between them.
/// Long runs count by the square of their length, gaps between them count against it.
///
/// The scoring is that of <https://github.com/Nexucis/fuzzy>, as Prometheus norms it: a raw score,
/// the best of all places where the term may begin, divided by the square of the term's length, and
/// a little below 1 unless the text begins with the term.
final class SubsequenceScorer implements Scorer {
  private static final double NOT_EXACT = 0.999;
  private static final double TRAILING_WEIGHT = 0.5;

  private final String term;
  private final int[] wanted;

  SubsequenceScorer(String term) {
    this.term = term;
    this.wanted = CodePoints.of(term);
  }

  @Override
  public double score(String text) {
    if (text.startsWith(term)) {
      return 1;
    }
    double best = best(CodePoints.of(text));
    double score = best / ((double) wanted.length * wanted.length) * NOT_EXACT;
    return score > 0 ? score : NO_MATCH;
  }

  private double best(int[] text) {
    double best = -1;
    for (int start = 0; start <= text.length - wanted.length; start++) {
      if (text[start] == wanted[0]) {
        double score = scoreFrom(start, text);
        if (Double.isNaN(score)) {
          break; // what is not found from here is not found from further on
        }
        best = Math.max(best, score);
      }
    }
    return best;
  }

  /// Takes each run as soon as it comes, from the first character at `start`; NaN if the term does
  /// not end within the text.
  private double scoreFrom(int start, int[] text) {
    double each = 1.0 / text.length;
    double score = 0;
    int found = 0;
    int end = 0;
    int at = start;
    while (found < wanted.length) {
      while (at < text.length && text[at] != wanted[found]) {
        at++;
      }
      if (at == text.length) {
        return Double.NaN;
      }
      score -= (at - end) * each;
      int length = runLength(text, at, found);
      score += (double) length * length;
      found += length;
      at += length;
      end = at;
    }
    return score - (text.length - end) * each * TRAILING_WEIGHT;
  }

  private int runLength(int[] text, int at, int found) {
    int length = 0;
    while (at + length < text.length
        && found + length < wanted.length
        && text[at + length] == wanted[found + length]) {
      length++;
    }
    return length;
  }
}
