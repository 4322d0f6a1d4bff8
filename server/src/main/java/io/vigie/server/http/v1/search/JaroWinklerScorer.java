package io.vigie.server.http.v1.search;

/// Accepts every text, scored by its likeness to the term: Jaro's similarity with Winkler's bonus
/// for a common beginning (*String Comparator Metrics and Enhanced Decision Rules in the
/// Fellegi-Sunter Model of Record Linkage*, 1990), which forgives mistyped and swapped characters.
final class JaroWinklerScorer implements Scorer {
  private static final int MAX_PREFIX = 4;
  private static final double PREFIX_WEIGHT = 0.1;

  private final int[] term;

  JaroWinklerScorer(String term) {
    this.term = CodePoints.of(term);
  }

  @Override
  public double score(String text) {
    int[] other = CodePoints.of(text);
    boolean termIsShorter = term.length <= other.length;
    int[] shorter = termIsShorter ? term : other;
    int[] longer = termIsShorter ? other : term;
    double jaro = jaro(shorter, longer);
    if (jaro == 0) {
      return 0;
    }
    return jaro + commonPrefix(shorter, longer) * PREFIX_WEIGHT * (1 - jaro);
  }

  private static double jaro(int[] shorter, int[] longer) {
    boolean[] inShorter = new boolean[shorter.length];
    boolean[] inLonger = new boolean[longer.length];
    int matches = match(shorter, longer, inShorter, inLonger);
    if (matches == 0) {
      return 0;
    }
    double swapped = differencesInOrder(shorter, longer, inShorter, inLonger) * 0.5;
    double ofShorter = matches * (1.0 / shorter.length);
    double ofLonger = matches * (1.0 / longer.length);
    return (ofShorter + ofLonger + (matches - swapped) / matches) / 3;
  }

  /// Pairs each character with the first equal one that is free and not too far away.
  private static int match(int[] shorter, int[] longer, boolean[] inShorter, boolean[] inLonger) {
    int reach = Math.max(longer.length / 2 - 1, 0);
    int matches = 0;
    for (int i = 0; i < shorter.length; i++) {
      int end = Math.min(i + reach + 1, longer.length);
      for (int j = Math.max(i - reach, 0); j < end && !inShorter[i]; j++) {
        if (!inLonger[j] && shorter[i] == longer[j]) {
          inShorter[i] = true;
          inLonger[j] = true;
          matches++;
        }
      }
    }
    return matches;
  }

  private static int differencesInOrder(
      int[] shorter, int[] longer, boolean[] inShorter, boolean[] inLonger) {
    int differences = 0;
    int j = 0;
    for (int i = 0; i < shorter.length; i++) {
      if (inShorter[i]) {
        while (!inLonger[j]) {
          j++;
        }
        differences += shorter[i] == longer[j] ? 0 : 1;
        j++;
      }
    }
    return differences;
  }

  private static int commonPrefix(int[] shorter, int[] longer) {
    int length = 0;
    while (length < Math.min(MAX_PREFIX, shorter.length) && shorter[length] == longer[length]) {
      length++;
    }
    return length;
  }
}
