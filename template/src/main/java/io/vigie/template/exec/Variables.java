package io.vigie.template.exec;

import io.vigie.template.value.GoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The variables in reach, innermost last. A body forgets its own when it ends.
final class Variables {
  private final List<String> names = new ArrayList<>();
  private final List<GoValue> values = new ArrayList<>();

  Variables(GoValue dollar) {
    push("$", dollar);
  }

  void push(String name, GoValue value) {
    names.add(name);
    values.add(value);
  }

  int mark() {
    return names.size();
  }

  void popTo(int mark) {
    names.subList(mark, names.size()).clear();
    values.subList(mark, values.size()).clear();
  }

  /// False if there is no such variable.
  boolean assign(String name, GoValue value) {
    int at = names.lastIndexOf(name);
    if (at >= 0) {
      values.set(at, value);
    }
    return at >= 0;
  }

  /// Sets the variable that stands `fromTop` places below the top, 1 being the top.
  void setFromTop(int fromTop, GoValue value) {
    values.set(values.size() - fromTop, value);
  }

  Optional<GoValue> find(String name) {
    int at = names.lastIndexOf(name);
    return at < 0 ? Optional.empty() : Optional.of(values.get(at));
  }
}
