package io.vigie.alerts.matcher;

import io.vigie.model.metric.Labels;
import java.util.List;
import java.util.stream.Collectors;

/// Conditions that must all hold. No conditions always hold. Immutable.
public record Matchers(List<Matcher> list) {
  public static final Matchers NONE = new Matchers(List.of());

  public Matchers {
    list = List.copyOf(list);
  }

  public boolean matches(Labels labels) {
    for (Matcher matcher : list) {
      if (!matcher.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  public boolean isEmpty() {
    return list.isEmpty();
  }

  /// The same conditions in the order in which group keys have them.
  public Matchers sorted() {
    return new Matchers(list.stream().sorted().toList());
  }

  /// `{a="1",b=~"2"}`, as in group keys.
  @Override
  public String toString() {
    return list.stream().map(Matcher::toString).collect(Collectors.joining(",", "{", "}"));
  }
}
