package io.vigie.model.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// The identity of a series: a set of label names with their values, sorted by name. A label with
/// an empty value is the same as no label and is never kept. The metric name is the label
/// `__name__`.
///
/// Immutable and thread-safe; compares label by label, name before value.
public final class Labels implements Comparable<Labels> {
  /// The label that holds the metric's name.
  public static final String METRIC_NAME = "__name__";

  /// The identity without labels.
  public static final Labels EMPTY = new Labels(new String[0]);

  /// Names at even, values at odd positions, sorted by name: one array for one object header.
  private final String[] namesAndValues;

  private final int hash;

  private Labels(String[] namesAndValues) {
    this.namesAndValues = namesAndValues;
    this.hash = Arrays.hashCode(namesAndValues);
  }

  /// Labels from alternating names and values, in any order.
  ///
  /// @throws IllegalArgumentException if the count is odd or a name is given twice
  public static Labels of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("label names and values must come in pairs");
    }
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (map.put(namesAndValues[i], namesAndValues[i + 1]) != null) {
        throw new IllegalArgumentException("label \"" + namesAndValues[i] + "\" is given twice");
      }
    }
    return ofSorted(map);
  }

  /// Labels from a map; empty values are left out.
  public static Labels of(Map<String, String> labels) {
    return ofSorted(
        labels instanceof TreeMap<String, String> sorted && sorted.comparator() == null
            ? sorted
            : new TreeMap<>(labels));
  }

  private static Labels ofSorted(Map<String, String> sorted) {
    List<String> flat = new ArrayList<>(sorted.size() * 2);
    sorted.forEach((name, value) -> {
      if (!value.isEmpty()) {
        flat.add(name);
        flat.add(value);
      }
    });
    return flat.isEmpty() ? EMPTY : new Labels(flat.toArray(String[]::new));
  }

  /// Labels over an array that the caller gives away: alternating names and values, strictly
  /// ascending by name, no empty value. For parsers and stores that know their order; only the
  /// order is checked.
  ///
  /// @throws IllegalArgumentException if names are not strictly ascending
  public static Labels ofSortedPairs(String[] namesAndValues) {
    for (int i = 2; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i - 2].compareTo(namesAndValues[i]) >= 0) {
        throw new IllegalArgumentException(
            "label names are not ascending at \"" + namesAndValues[i] + "\"");
      }
    }
    return namesAndValues.length == 0 ? EMPTY : new Labels(namesAndValues);
  }

  /// Number of labels.
  public int size() {
    return namesAndValues.length / 2;
  }

  public boolean isEmpty() {
    return namesAndValues.length == 0;
  }

  /// Name of the `index`-th label in ascending order of names.
  public String name(int index) {
    return namesAndValues[2 * index];
  }

  /// Value of the `index`-th label in ascending order of names.
  public String value(int index) {
    return namesAndValues[2 * index + 1];
  }

  /// The value of a label, or the empty string if there is none.
  public String get(String name) {
    int index = indexOf(name);
    return index < 0 ? "" : value(index);
  }

  public boolean has(String name) {
    return indexOf(name) >= 0;
  }

  /// The metric's name, or the empty string.
  public String metricName() {
    return get(METRIC_NAME);
  }

  /// These labels with one set, replaced or, if `value` is empty, removed.
  public Labels with(String name, String value) {
    return toBuilder().set(name, value).build();
  }

  /// These labels without the named ones.
  public Labels without(Collection<String> names) {
    return filter(names, false);
  }

  /// Only the named ones of these labels.
  public Labels only(Collection<String> names) {
    return filter(names, true);
  }

  private Labels filter(Collection<String> names, boolean keep) {
    String[] kept = new String[namesAndValues.length];
    int length = 0;
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (names.contains(namesAndValues[i]) == keep) {
        kept[length++] = namesAndValues[i];
        kept[length++] = namesAndValues[i + 1];
      }
    }
    if (length == namesAndValues.length) {
      return this;
    }
    return length == 0 ? EMPTY : new Labels(Arrays.copyOf(kept, length));
  }

  public void forEach(BiConsumer<String, String> consumer) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      consumer.accept(namesAndValues[i], namesAndValues[i + 1]);
    }
  }

  /// A copy as a sorted map.
  public Map<String, String> toMap() {
    Map<String, String> map = new TreeMap<>();
    forEach(map::put);
    return map;
  }

  public Builder toBuilder() {
    Builder builder = new Builder();
    forEach(builder::set);
    return builder;
  }

  public static Builder builder() {
    return new Builder();
  }

  private int indexOf(String name) {
    // Label sets are short: scanning is faster than a binary search up to some thirty labels.
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i].equals(name)) {
        return i / 2;
      }
    }
    return -1;
  }

  @Override
  public int compareTo(Labels other) {
    int common = Math.min(namesAndValues.length, other.namesAndValues.length);
    for (int i = 0; i < common; i++) {
      String mine = namesAndValues[i];
      String others = other.namesAndValues[i];
      // Stores keep each text once: most equal texts are the same object, which only equals sees.
      if (!mine.equals(others)) {
        return mine.compareTo(others);
      }
    }
    return Integer.compare(namesAndValues.length, other.namesAndValues.length);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Labels labels
            && hash == labels.hash
            && Arrays.equals(namesAndValues, labels.namesAndValues));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /// `{a="1", b="2"}`, with values quoted as in PromQL; the metric name is an ordinary label here.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      text.append(i == 0 ? "" : ", ")
          .append(MetricNames.quoteIfNeeded(namesAndValues[i]))
          .append('=');
      text.append(MetricNames.quote(namesAndValues[i + 1]));
    }
    return text.append('}').toString();
  }

  /// Collects labels in any order. Not thread-safe; may be used again after [#build].
  public static final class Builder {
    private final TreeMap<String, String> labels = new TreeMap<>();

    private Builder() {}

    /// Sets a label, or removes it if `value` is empty.
    public Builder set(String name, String value) {
      if (value.isEmpty()) {
        labels.remove(name);
      } else {
        labels.put(name, value);
      }
      return this;
    }

    public Builder remove(String name) {
      labels.remove(name);
      return this;
    }

    /// The value set so far, or the empty string.
    public String get(String name) {
      return labels.getOrDefault(name, "");
    }

    /// The labels set so far, sorted by name; a copy.
    public Map<String, String> toMap() {
      return new TreeMap<>(labels);
    }

    public Labels build() {
      return ofSorted(labels);
    }
  }
}
