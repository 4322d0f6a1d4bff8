package io.vigie.rules.unittest;

import java.util.ArrayList;
import java.util.List;

/// Shows what was expected and what came instead.
final class Mismatches {
  private Mismatches() {}

  /// @param diff line by line, with `-` before what is missing and `+` before what is too much
  static String describe(List<?> wanted, List<?> got, boolean diff) {
    if (!diff) {
      return "\n        exp:" + list(wanted) + "\n        got:" + list(got);
    }
    List<String> missing = texts(wanted);
    List<String> surplus = texts(got);
    List<String> common = new ArrayList<>(missing);
    common.removeIf(text -> !surplus.contains(text));
    common.forEach(text -> {
      missing.remove(text);
      surplus.remove(text);
    });
    StringBuilder lines = new StringBuilder("diff (-expected +got):");
    common.forEach(text -> lines.append("\n          ").append(text));
    missing.forEach(text -> lines.append("\n        - ").append(text));
    surplus.forEach(text -> lines.append("\n        + ").append(text));
    return lines.toString();
  }

  private static String list(List<?> items) {
    if (items.isEmpty()) {
      return "[]";
    }
    StringBuilder list = new StringBuilder("[");
    items.forEach(item -> list.append("\n            ").append(item));
    return list.append("\n        ]").toString();
  }

  private static List<String> texts(List<?> items) {
    List<String> texts = new ArrayList<>();
    items.forEach(item -> texts.add(item.toString()));
    return texts;
  }
}
