package io.vigie.ingest.exposition;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricType;
import java.util.Arrays;

/// Puts the labels of one series together: in any order, each name once, empty values left out.
/// With `__type__` and `__unit__` wanted, what the metadata says wins over what the series says.
/// Reused from series to series.
final class LabelsCollector {
  private static final String TYPE = "__type__";
  private static final String UNIT = "__unit__";

  private final boolean typeAndUnitLabels;
  private String[] pairs = new String[32];
  private int size;
  private boolean typeSet;
  private boolean unitSet;

  LabelsCollector(boolean typeAndUnitLabels) {
    this.typeAndUnitLabels = typeAndUnitLabels;
  }

  /// Begins a new series.
  void begin(String metricName, MetricType type, String unit) throws ExpositionException {
    size = 0;
    typeSet = typeAndUnitLabels && type != MetricType.UNKNOWN;
    unitSet = typeAndUnitLabels && !unit.isEmpty();
    insert(Labels.METRIC_NAME, metricName);
    if (typeSet) {
      insert(TYPE, type.word());
    }
    if (unitSet) {
      insert(UNIT, unit);
    }
  }

  /// Begins a set of labels without a metric name.
  void begin() {
    size = 0;
    typeSet = false;
    unitSet = false;
  }

  /// Adds a label that the series itself has.
  void add(String name, String value) throws ExpositionException {
    if (isOverridden(name)) {
      return;
    }
    insert(name, value);
  }

  private boolean isOverridden(String name) {
    return switch (name) {
      case Labels.METRIC_NAME -> typeAndUnitLabels && size > 0;
      case TYPE -> typeSet;
      case UNIT -> unitSet;
      default -> false;
    };
  }

  private void insert(String name, String value) throws ExpositionException {
    int i = size;
    while (i > 0 && pairs[i - 2].compareTo(name) > 0) {
      i -= 2;
    }
    if (i > 0 && pairs[i - 2].equals(name)) {
      throw new ExpositionException(
          "label name " + GoText.quote(name) + " is not unique: invalid sample");
    }
    if (size == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * size);
    }
    System.arraycopy(pairs, i, pairs, i + 2, size - i);
    pairs[i] = name;
    pairs[i + 1] = value;
    size += 2;
  }

  Labels build() {
    int kept = 0;
    for (int i = 0; i < size; i += 2) {
      if (!pairs[i + 1].isEmpty()) {
        pairs[kept] = pairs[i];
        pairs[kept + 1] = pairs[i + 1];
        kept += 2;
      }
    }
    size = 0;
    return Labels.ofSortedPairs(Arrays.copyOf(pairs, kept));
  }
}
