package io.vigie.rules.file;

import io.vigie.model.metric.Labels;
import java.util.List;
import java.util.TreeSet;

/// Rules that write the same series. Two of them give contradicting values, or, if they are equal,
/// waste.
///
/// @param duplicates ordered by name, then by labels
public record DuplicateRules(List<Identity> duplicates) {
  /// @param name of the metric recorded, or of the alert
  public record Identity(String name, Labels labels) implements Comparable<Identity> {
    @Override
    public int compareTo(Identity other) {
      int order = name.compareTo(other.name);
      return order == 0 ? labels.compareTo(other.labels) : order;
    }
  }

  /// Those among the rules of a file.
  public static DuplicateRules of(RuleFile file) {
    TreeSet<Identity> seen = new TreeSet<>();
    TreeSet<Identity> duplicates = new TreeSet<>();
    for (RuleDefinition rule : file.rules()) {
      Identity identity = new Identity(rule.name(), rule.labels());
      if (!seen.add(identity)) {
        duplicates.add(identity);
      }
    }
    return new DuplicateRules(List.copyOf(duplicates));
  }

  public boolean isEmpty() {
    return duplicates.isEmpty();
  }

  /// promtool's words.
  public String describe() {
    StringBuilder text = new StringBuilder(duplicates.size() + " duplicate rule(s) found.\n");
    for (Identity rule : duplicates) {
      text.append("Metric: ").append(rule.name()).append("\nLabel(s):\n");
      rule.labels()
          .forEach((name, value) ->
              text.append('\t').append(name).append(": ").append(value).append('\n'));
    }
    return text.append("Might cause inconsistency while recording expressions").toString();
  }
}
