package io.vigie.ingest.intake;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects the labels of a series in the order in which a sender gives them. Reused after
/// [#clear]. Not thread-safe.
public final class LabelPairs {
  private record Pair(String name, String value) {}

  private final List<Pair> pairs = new ArrayList<>();

  public void clear() {
    pairs.clear();
  }

  /// Adds a label; one with an empty value is the same as none.
  public void add(String name, String value) {
    pairs.add(new Pair(name, value));
  }

  /// The labels sorted by name, as a series: with a metric name.
  ///
  /// @throws InvalidSeriesException if a name is given twice or cannot be one
  public Labels toSeries() throws InvalidSeriesException {
    Labels labels = toLabels();
    boolean valid = labels.has(Labels.METRIC_NAME);
    for (int i = 0; i < labels.size(); i++) {
      valid &= MetricNames.isUtf8Name(labels.name(i));
    }
    if (!valid) {
      throw new InvalidSeriesException("invalid metric name or labels, got " + labels);
    }
    return labels;
  }

  /// The labels sorted by name.
  ///
  /// @throws InvalidSeriesException if a name is given twice
  public Labels toLabels() throws InvalidSeriesException {
    pairs.sort(Comparator.comparing(Pair::name));
    String[] flat = new String[2 * (int) pairs.stream().filter(p -> !p.value.isEmpty()).count()];
    int at = 0;
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      if (i > 0 && pair.name.equals(pairs.get(i - 1).name)) {
        throw new InvalidSeriesException(
            "invalid labels for series, labels " + inWords() + ", duplicated label " + pair.name);
      }
      if (!pair.value.isEmpty()) {
        flat[at++] = pair.name;
        flat[at++] = pair.value;
      }
    }
    return Labels.ofSortedPairs(flat);
  }

  private String inWords() {
    StringBuilder text = new StringBuilder("{");
    for (Pair pair : pairs) {
      text.append(text.length() == 1 ? "" : ", ").append(MetricNames.quoteIfNeeded(pair.name));
      text.append('=').append(MetricNames.quote(pair.value));
    }
    return text.append('}').toString();
  }
}
