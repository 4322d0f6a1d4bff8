package io.vigie.promql.script;

import io.vigie.model.metric.Histogram;
import io.vigie.promql.ast.GoText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Native histograms as text: `{{schema:1 count:3 sum:10.5 buckets:[1 2]}}`.
public final class HistogramNotation {
  private HistogramNotation() {}

  /// Writes a histogram. Fields at 0 are left out; a gap between buckets is written as empty ones.
  public static String print(Histogram histogram) {
    List<String> fields = new ArrayList<>();
    if (histogram.schema() != 0) {
      fields.add("schema:" + histogram.schema());
    }
    addNumber(fields, "count", histogram.count());
    addNumber(fields, "sum", histogram.sum());
    addNumber(fields, "z_bucket", histogram.zeroCount());
    addNumber(fields, "z_bucket_w", histogram.zeroThreshold());
    if (histogram.usesCustomBuckets()) {
      fields.add("custom_values:" + numbers(histogram.customBounds()));
    }
    if (histogram.resetHint() != Histogram.ResetHint.UNKNOWN) {
      fields.add("counter_reset_hint:" + histogram.resetHint().name().toLowerCase(Locale.ROOT));
    }
    addBuckets(fields, "", SparseBuckets.positive(histogram));
    addBuckets(fields, "n_", SparseBuckets.negative(histogram));
    return fields.stream().collect(Collectors.joining(" ", "{{", "}}"));
  }

  private static void addNumber(List<String> fields, String name, double value) {
    if (value != 0) {
      fields.add(name + ":" + GoText.shortNumber(value));
    }
  }

  private static void addBuckets(List<String> fields, String prefix, SparseBuckets buckets) {
    SparseBuckets filled = buckets.withoutEmpty();
    if (filled.counts().isEmpty()) {
      return;
    }
    int first = filled.counts().firstKey();
    double[] counts = new double[filled.counts().lastKey() - first + 1];
    filled.counts().forEach((index, count) -> counts[index - first] = count);
    if (first != 0) {
      fields.add(prefix + "offset:" + first);
    }
    fields.add(prefix + "buckets:" + numbers(counts));
  }

  private static String numbers(double[] values) {
    return Arrays.stream(values)
        .mapToObj(GoText::shortNumber)
        .collect(Collectors.joining(" ", "[", "]"));
  }
}
