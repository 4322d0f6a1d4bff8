package io.vigie.promql.explain;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Why something is missing.
///
/// @param message in English, for a reader
/// @param details what a program needs to say it in another language: texts, numbers, truth values,
///   lists and maps of these, named per kind
public record Reason(Kind kind, String message, Map<String, Object> details) {
  /// What is the matter.
  public enum Kind {
    /// No series has this metric name. `metric`, `nearest`
    NO_SUCH_METRIC("noSuchMetric"),
    /// The metric is known, but not at the time looked at. `metric`
    METRIC_AT_OTHER_TIMES("metricAtOtherTimes"),
    /// One matcher leaves nothing of the metric. `matcher`, `label`, `value`, `seriesWithout`,
    /// `nearest`
    MATCHER_EMPTIES("matcherEmpties"),
    /// No series has the label that a matcher wants. `matcher`, `label`, `seriesWithout`
    LABEL_MISSING("labelMissing"),
    /// Each matcher leaves some series, all together none. `matchers`
    MATCHERS_TOGETHER("matchersTogether"),
    /// Series match, but have no sample where one is looked for. `series`, `lookbackMillis` or
    /// `rangeMillis`, `newestSampleMillis`, `ended`
    NO_SAMPLES_IN_TIME("noSamplesInTime"),
    /// The function needs two samples in a window. `function`, `rangeMillis`, `intervalMillis`
    NEEDS_TWO_SAMPLES("needsTwoSamples"),
    /// No value satisfies a comparison with a number. `operator`, `min`, `max`
    COMPARISON_NEVER_TRUE("comparisonNeverTrue"),
    /// The other side has no series at all. `side`
    SIDE_EMPTY("sideEmpty"),
    /// The label values that the other side never has. `side`, `labels`
    NO_SUCH_VALUE("noSuchValue"),
    /// The nearest group of the other side differs in these labels. `side`, `labels`, `nearest`
    LABELS_DIFFER("labelsDiffer"),
    /// Labels that only one of the sides has. `side`, `leftOnly`, `rightOnly`, `clause`
    LABELS_ON_ONE_SIDE("labelsOnOneSide"),
    /// Both sides are there, but never at the same step.
    NEVER_AT_THE_SAME_TIME("neverAtTheSameTime"),
    /// The comparison between the sides is false at every step.
    COMPARISON_FALSE("comparisonFalse"),
    /// The other side has the group too, so `unless` leaves it out, or `or` takes the left one.
    OTHER_SIDE_HAS_IT("otherSideHasIt"),
    /// The operator does not take these kinds of samples. `operator`
    INCOMPATIBLE_SAMPLES("incompatibleSamples"),
    /// Several series on the side that must have one. `side`, `labels`, `grouping`
    SEVERAL_ON_ONE_SIDE("severalOnOneSide");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /// The name in JSON.
    public String id() {
      return id;
    }
  }

  /// @param details alternating names and values
  public static Reason of(Kind kind, String message, Object... details) {
    Map<String, Object> named = new TreeMap<>();
    for (int i = 0; i < details.length; i += 2) {
      named.put((String) details[i], details[i + 1]);
    }
    return new Reason(kind, message, named);
  }

  public Reason {
    details = Collections.unmodifiableMap(new TreeMap<>(details));
  }
}
