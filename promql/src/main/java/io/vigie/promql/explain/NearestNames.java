package io.vigie.promql.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The names that somebody may have meant who wrote another one: a few edits away, or containing
/// it. Edits are those of Levenshtein (1966) and swaps of neighbours, as Damerau counts them.
public final class NearestNames {
  private static final int MOST = 5;
  private static final int LONGEST = 200;

  private record Candidate(String name, int distance) {}

  private NearestNames() {}

  /// The nearest first, at most five; none that is too far off to be meant.
  public static List<String> of(String wanted, Iterable<String> names) {
    if (wanted.isEmpty() || wanted.length() > LONGEST) {
      return List.of();
    }
    String lower = wanted.toLowerCase(Locale.ROOT);
    int farthest = Math.max(1, wanted.length() / 3);
    List<Candidate> near = new ArrayList<>();
    for (String name : names) {
      int distance = distance(lower, name.toLowerCase(Locale.ROOT), farthest);
      if (distance <= farthest) {
        near.add(new Candidate(name, distance));
      }
    }
    near.sort(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name));
    return near.stream().limit(MOST).map(Candidate::name).toList();
  }

  /// A name that goes on where the wanted one ends, or the other way round, is as near as one edit.
  private static int distance(String wanted, String name, int farthest) {
    if (name.length() > LONGEST) {
      return Integer.MAX_VALUE;
    }
    if (wanted.length() >= 3 && (name.contains(wanted) || wanted.startsWith(name + "_"))) {
      return 1;
    }
    return Math.abs(wanted.length() - name.length()) > farthest
        ? Integer.MAX_VALUE
        : edits(wanted, name);
  }

  private static int edits(String a, String b) {
    int[][] rows = new int[3][b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      rows[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = rows[i % 3];
      int[] above = rows[(i + 2) % 3];
      int[] higher = rows[(i + 1) % 3];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], higher[j - 2] + 1);
        }
      }
    }
    return rows[a.length() % 3][b.length()];
  }
}
