package io.vigie.promql.value;

import io.vigie.model.metric.FloatText;
import io.vigie.model.metric.MetricNames;
import io.vigie.promql.ast.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects the remarks of an evaluation, each once, worded as Prometheus words them. Not
/// thread-safe: every thread collects its own, and they are added together.
public final class Remarks {
  /// A key of some hundred characters, the remark and its place in the map.
  private static final long REMARK_BYTES = 400;

  private static final String WARNING = "PromQL warning: ";
  private static final String INFO = "PromQL info: ";

  private final Map<String, Remark> byKey = new LinkedHashMap<>();

  public boolean isEmpty() {
    return byKey.isEmpty();
  }

  /// Adds all remarks of another collection, as if they came after these.
  public void addAll(Remarks others) {
    others.byKey.values().forEach(this::add);
  }

  /// These and others as one collection.
  public Remarks and(Remarks others) {
    Remarks both = new Remarks();
    both.addAll(this);
    both.addAll(others);
    return both;
  }

  /// Whether the remarks on two spans of steps, added together, are those on both spans evaluated
  /// at once.
  ///
  /// @param stepsShareNothing whether each step of the query is computed on its own, so that what
  ///   is counted in two spans is never the same thing
  public boolean areDivisible(boolean stepsShareNothing) {
    return byKey.values().stream()
        .allMatch(remark -> remark.isDivisible() && (stepsShareNothing || !remark.isCounted()));
  }

  /// About how much room the remarks take.
  public long sizeBytes() {
    return REMARK_BYTES * byKey.size();
  }

  /// The remarks with their positions in the query.
  public Annotations toAnnotations(String query) {
    List<String> warnings = new ArrayList<>();
    List<String> infos = new ArrayList<>();
    byKey
        .values()
        .forEach(remark -> (remark.isWarning() ? warnings : infos).add(remark.text(query)));
    return new Annotations(warnings, infos);
  }

  private void add(Remark remark) {
    byKey.merge(remark.key(), remark, (known, added) -> added.merged(known));
  }

  private void warn(String text, Span span) {
    add(new Remark.Plain(WARNING + text, true, true, span));
  }

  private void inform(String text, Span span) {
    add(new Remark.Plain(INFO + text, false, true, span));
  }

  private static String forMetric(String text, String metricName) {
    return metricName.isEmpty() ? text : text + " for metric name " + MetricNames.quote(metricName);
  }

  /// A quantile outside of 0 to 1, at some step.
  public void invalidQuantile(double quantile, Span span) {
    warn(invalidQuantile(quantile), span);
  }

  /// The quantile of all steps that is furthest outside of 0 to 1.
  public void furthestQuantile(double quantile, Span span) {
    warnOfExtreme(invalidQuantile(quantile), span);
  }

  private static String invalidQuantile(double quantile) {
    return "quantile value should be between 0 and 1, got " + FloatText.general(quantile);
  }

  /// The ratio of all steps that is furthest outside of -1 to 1.
  public void furthestRatio(double ratio, double cappedTo, Span span) {
    warnOfExtreme(
        "ratio value should be between -1 and 1, got "
            + FloatText.general(ratio)
            + ", capping to "
            + FloatText.general(cappedTo),
        span);
  }

  private void warnOfExtreme(String text, Span span) {
    add(new Remark.Plain(WARNING + text, true, false, span));
  }

  /// The bucket label of a classic histogram is no number.
  public void badBucketLabel(String metricName, String label, Span span) {
    warn(
        forMetric(
            "bucket label \"le\" is missing or has a malformed value of "
                + MetricNames.quote(label),
            metricName),
        span);
  }

  /// A range of a series holds floats and histograms.
  public void mixedFloatsAndHistograms(String metricName, Span span) {
    warn(
        "encountered a mix of histograms and floats for metric name "
            + MetricNames.quote(metricName),
        span);
  }

  /// A group holds floats and histograms.
  public void mixedFloatsAndHistogramsInAggregation(Span span) {
    warn("encountered a mix of histograms and floats for aggregation", span);
  }

  /// The same histogram is there in classic and in native form.
  public void mixedClassicAndNative(String metricName, Span span) {
    warn(forMetric("vector contains a mix of classic and native histograms", metricName), span);
  }

  /// A counter function was applied to a gauge histogram.
  public void histogramNotCounter(String metricName, Span span) {
    warn("this native histogram metric is not a counter: " + MetricNames.quote(metricName), span);
  }

  /// A gauge function was applied to a counter histogram.
  public void histogramNotGauge(String metricName, Span span) {
    warn("this native histogram metric is not a gauge: " + MetricNames.quote(metricName), span);
  }

  /// Histograms with exponential and with custom buckets were to be combined.
  public void mixedExponentialAndCustom(String metricName, Span span) {
    warn(
        "vector contains a mix of histograms with exponential and custom buckets schemas for metric"
            + " name "
            + MetricNames.quote(metricName),
        span);
  }

  /// Two histograms cannot be combined by an operator.
  public void incompatibleBuckets(String operator, Span span) {
    warn("incompatible bucket layout encountered for binary operator " + operator, span);
  }

  /// Sorting means nothing in a range query.
  public void sortInRangeQuery(Span span) {
    warn("sort is ineffective for range queries since results are always ordered by labels", span);
  }

  /// The name of a metric does not look like that of a counter.
  public void possiblyNoCounter(String metricName, Span span) {
    inform(
        "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "
            + MetricNames.quote(metricName),
        span);
  }

  /// The type label of a metric does not say counter.
  public void possiblyNoCounterByType(String metricName, String type, Span span) {
    inform(
        "metric might not be a counter, __type__ label is not set to \"counter\" or \"histogram\","
            + " got "
            + MetricNames.quote(type)
            + ": "
            + MetricNames.quote(metricName),
        span);
  }

  /// Counts of classic buckets did not rise with the bounds.
  public void forcedMonotonicity(
      String metricName,
      long timestampMillis,
      double minBucket,
      double maxBucket,
      double maxDifference,
      Span span) {
    String text =
        "input to histogram_quantile needed to be fixed for monotonicity (see"
            + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)";
    add(
        new Remark.ForcedMonotonicity(
            INFO + forMetric(text, metricName),
            timestampMillis,
            timestampMillis,
            minBucket,
            maxBucket,
            maxDifference,
            1,
            span));
  }

  /// An operator does not take a float and a histogram, or two histograms.
  public void incompatibleTypes(String leftType, String operator, String rightType, Span span) {
    inform(
        "incompatible sample types encountered for binary operator \""
            + operator
            + "\": "
            + leftType
            + " "
            + operator
            + " "
            + rightType,
        span);
  }

  /// An aggregation that only takes floats met a histogram.
  public void histogramIgnoredInAggregation(String aggregation, Span span) {
    inform("ignored histogram in " + aggregation + " aggregation", span);
  }

  /// A range function that only takes floats met a histogram among floats.
  public void histogramIgnoredInMixedRange(String metricName, Span span) {
    inform(
        "ignored histograms in a range containing both floats and histograms for metric name "
            + MetricNames.quote(metricName),
        span);
  }

  /// A quantile lies among observations that are no numbers.
  public void quantileIsNaN(String metricName, Span span) {
    inform(
        forMetric("input to histogram_quantile has NaN observations, result is NaN", metricName),
        span);
  }

  /// Observations that are no numbers count as infinite.
  public void quantileIsSkewed(String metricName, Span span) {
    inform(
        forMetric(
            "input to histogram_quantile has NaN observations, result is skewed higher",
            metricName),
        span);
  }

  /// Observations that are no numbers belong to no fraction.
  public void fractionExcludesNaN(String metricName, Span span) {
    inform(
        forMetric(
            "input to histogram_fraction has NaN observations, which are excluded from all"
                + " fractions",
            metricName),
        span);
  }

  /// Histograms that were reset were combined with histograms that were not.
  ///
  /// @param operation `addition`, `subtraction` or `aggregation`
  public void conflictingResets(String operation, Span span) {
    warn("conflicting counter resets during histogram " + operation, span);
  }

  /// Custom buckets differed and were reduced to what they have in common.
  ///
  /// @param operation `addition`, `subtraction` or `aggregation`
  public void mismatchedCustomBuckets(String operation, Span span) {
    inform("mismatched custom buckets were reconciled during " + operation, span);
  }

  /// A sample says that it began before the sample before it was taken.
  public void startOverlaps(String metricName, Span span) {
    String key =
        WARNING
            + "sample has start time that overlaps with previous sample timestamp for metric "
            + MetricNames.quote(metricName);
    add(new Remark.StartOverlap(key, 1, span));
  }
}
