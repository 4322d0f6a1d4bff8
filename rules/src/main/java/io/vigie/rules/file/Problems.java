package io.vigie.rules.file;

import io.vigie.config.yaml.ConfigException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/// Everything that is wrong with a file, rather than only what comes first.
final class Problems {
  private static final Comparator<ConfigException> IN_ORDER =
      Comparator.comparingInt((ConfigException e) -> e.position().line())
          .thenComparingInt(e -> e.position().column());

  /// A file that is wrong throughout would only be noise.
  private static final int MOST_SHOWN = 100;

  private final List<ConfigException> found = new ArrayList<>();

  void add(ConfigException problem) {
    found.add(problem);
  }

  /// What is read, or something else where it cannot be.
  <T> T read(T otherwise, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ConfigException e) {
      found.add(e);
      return otherwise;
    }
  }

  int count() {
    return found.size();
  }

  /// @throws ConfigException if anything was wrong; each problem on a line of its own, in the order
  ///   of the file
  void throwIfAny() {
    found.sort(IN_ORDER);
    if (found.size() == 1) {
      throw found.getFirst();
    }
    if (!found.isEmpty()) {
      ConfigException first = found.getFirst();
      throw new ConfigException(first.source(), first.position(), all(first));
    }
  }

  private String all(ConfigException first) {
    StringBuilder text = new StringBuilder(first.problem());
    found.stream()
        .skip(1)
        .limit(MOST_SHOWN - 1)
        .forEach(problem -> text.append('\n').append(problem.getMessage()));
    return found.size() > MOST_SHOWN
        ? text + "\nand " + (found.size() - MOST_SHOWN) + " more"
        : text.toString();
  }
}
