package io.vigie.config.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/// What somebody who wrote an unknown key may have meant.
public final class KeySuggestion {
  /// Few enough to be listed when none is near.
  private static final int MAX_LISTED = 12;

  private KeySuggestion() {}

  /// `; did you mean "abc"?`, or the known keys if they are few, or nothing.
  public static String suffix(String unknown, Collection<String> known) {
    String nearest =
        known.stream()
            .min(
                Comparator.comparingInt((String key) -> distance(unknown, key))
                    .thenComparing(Comparator.naturalOrder()))
            .orElse("");
    if (!nearest.isEmpty() && distance(unknown, nearest) <= Math.max(1, unknown.length() / 3)) {
      return "; did you mean \"" + nearest + "\"?";
    }
    if (known.isEmpty() || known.size() > MAX_LISTED) {
      return "";
    }
    return "; known here: " + known.stream().sorted().collect(Collectors.joining(", "));
  }

  /// Insertions, deletions and replacements that turn one text into the other.
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
