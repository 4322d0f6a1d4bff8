package io.vigie.tsdb.index;

import io.vigie.model.metric.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/// An index that grows and shrinks. Not thread-safe: [LabelIndex]'s methods may run side by side,
/// but not beside [#add] and [#remove].
public final class MemoryLabelIndex implements LabelIndex {
  private static final ImmutableRoaringBitmap NONE = new MutableRoaringBitmap();

  /// What is known of one label name.
  private static final class Label {
    final MutableRoaringBitmap series = new MutableRoaringBitmap();
    final Map<String, MutableRoaringBitmap> seriesByValue = new HashMap<>();

    /// The values in order, made when first asked for after a change. Readers may race to make it:
    /// each makes the same.
    volatile Optional<List<String>> sortedValues = Optional.empty();
  }

  private final IntFunction<Labels> labelsOf;
  private final MutableRoaringBitmap all = new MutableRoaringBitmap();
  private final TreeMap<String, Label> labelsByName = new TreeMap<>();

  /// @param labelsOf gives the labels of any series that is here
  public MemoryLabelIndex(IntFunction<Labels> labelsOf) {
    this.labelsOf = labelsOf;
  }

  /// Adds a series; its label texts are kept as they are, so give interned ones.
  public void add(int series, Labels labels) {
    all.add(series);
    for (int i = 0; i < labels.size(); i++) {
      Label label = labelsByName.computeIfAbsent(labels.name(i), _ -> new Label());
      label.series.add(series);
      MutableRoaringBitmap postings = label.seriesByValue.get(labels.value(i));
      if (postings == null) {
        postings = new MutableRoaringBitmap();
        label.seriesByValue.put(labels.value(i), postings);
        label.sortedValues = Optional.empty();
      }
      postings.add(series);
    }
  }

  /// Removes a series that was added with these labels.
  public void remove(int series, Labels labels) {
    all.remove(series);
    for (int i = 0; i < labels.size(); i++) {
      removeFrom(labels.name(i), labels.value(i), series);
    }
  }

  private void removeFrom(String name, String value, int series) {
    Label label = labelsByName.get(name);
    MutableRoaringBitmap postings = label == null ? null : label.seriesByValue.get(value);
    if (label == null || postings == null) {
      return;
    }
    label.series.remove(series);
    postings.remove(series);
    if (postings.isEmpty()) {
      label.seriesByValue.remove(value);
      label.sortedValues = Optional.empty();
    }
    if (label.series.isEmpty()) {
      labelsByName.remove(name);
    }
  }

  @Override
  public ImmutableRoaringBitmap allSeries() {
    return all;
  }

  @Override
  public Labels labels(int series) {
    return labelsOf.apply(series);
  }

  @Override
  public ImmutableRoaringBitmap seriesWith(String name) {
    Label label = labelsByName.get(name);
    return label == null ? NONE : label.series;
  }

  @Override
  public ImmutableRoaringBitmap seriesWith(String name, String value) {
    Label label = labelsByName.get(name);
    return label == null ? NONE : label.seriesByValue.getOrDefault(value, EMPTY_POSTINGS);
  }

  @Override
  public MutableRoaringBitmap seriesWithAny(String name, String prefix, Predicate<String> wanted) {
    List<ImmutableRoaringBitmap> matched = new ArrayList<>();
    Label label = labelsByName.get(name);
    if (label == null) {
      return new MutableRoaringBitmap();
    }
    List<String> values = values(name);
    for (String value : values.subList(Postings.position(values, prefix), values.size())) {
      if (!value.startsWith(prefix)) {
        break;
      }
      if (wanted.test(value)) {
        matched.add(label.seriesByValue.getOrDefault(value, EMPTY_POSTINGS));
      }
    }
    return Postings.union(matched);
  }

  private static final MutableRoaringBitmap EMPTY_POSTINGS = new MutableRoaringBitmap();

  @Override
  public List<String> names() {
    return List.copyOf(labelsByName.keySet());
  }

  @Override
  public List<String> values(String name) {
    Label label = labelsByName.get(name);
    if (label == null) {
      return List.of();
    }
    Optional<List<String>> known = label.sortedValues;
    if (known.isPresent()) {
      return known.get();
    }
    List<String> sorted = new ArrayList<>(label.seriesByValue.keySet());
    sorted.sort(null);
    label.sortedValues = Optional.of(sorted);
    return sorted;
  }

  /// Hands out every value of a label with the number of its series.
  public void forEachValue(String name, BiConsumer<String, Integer> consumer) {
    Label label = labelsByName.get(name);
    if (label != null) {
      label.seriesByValue.forEach(
          (value, series) -> consumer.accept(value, series.getCardinality()));
    }
  }
}
