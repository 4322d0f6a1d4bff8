package io.vigie.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/// How many buckets the histograms of one kind use, in the lines that `promtool` prints.
final class BucketSummary {
  private final String kind;
  private final List<BucketUsage> usages = new ArrayList<>();

  /// @param kind as it is printed
  BucketSummary(String kind) {
    this.kind = kind;
  }

  void add(BucketUsage usage) {
    usages.add(usage);
  }

  /// Nothing if there was no such histogram.
  List<String> lines() {
    if (usages.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("%s histogram series (%d in total):".formatted(kind, usages.size()));
    lines.add("- min populated: " + spread(BucketUsage::min));
    lines.add("- avg populated: " + spread(usage -> (int) usage.average()));
    String max = spread(BucketUsage::max);
    String total = spread(BucketUsage::total);
    lines.add("- max populated: " + max);
    if (!max.equals(total)) {
      lines.add("- total: " + total);
    }
    return lines;
  }

  private String spread(ToIntFunction<BucketUsage> of) {
    var all = usages.stream().mapToInt(of).summaryStatistics();
    return String.format(Locale.ROOT, "%d/%.3f/%d", all.getMin(), all.getAverage(), all.getMax());
  }
}
