package io.vigie.server.http.v1.search;

/// Accepts texts that contain the term; the earlier it stands, the better: 1 at the beginning, down
/// to 0.1 at the end.
record SubstringScorer(String term) implements Scorer {
  @Override
  public double score(String text) {
    int index = text.indexOf(term);
    if (index <= 0) {
      return index == 0 ? 1 : NO_MATCH;
    }
    int before = text.codePointCount(0, index);
    int most = text.codePointCount(0, text.length()) - term.codePointCount(0, term.length());
    return 1 - 0.9 * before / most;
  }
}
