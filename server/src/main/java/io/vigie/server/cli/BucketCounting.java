package io.vigie.server.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Counts the buckets that histograms use, from series as the API answers them.
final class BucketCounting {
  private BucketCounting() {}

  /// Of a native histogram; empty if there are fewer than two samples.
  static Optional<BucketUsage> ofNative(JsonNode series) {
    List<Integer> inUse = new ArrayList<>();
    Set<String> all = new HashSet<>();
    for (JsonNode sample : series.path("histograms")) {
      JsonNode buckets = sample.path(1).path("buckets");
      inUse.add(buckets.size());
      buckets.forEach(
          bucket -> all.add(bucket.path(0) + " " + bucket.path(1) + " " + bucket.path(2)));
    }
    return inUse.size() < 2 ? Optional.empty() : Optional.of(usage(inUse, all.size()));
  }

  /// Of a classic histogram, whose buckets are series that differ in `le` only; empty if there are
  /// fewer than two samples.
  ///
  /// @throws IOException if the buckets were not sampled at the same times
  static Optional<BucketUsage> ofClassic(List<JsonNode> series) throws IOException {
    int samples = series.getFirst().path("values").size();
    if (samples < 2) {
      return Optional.empty();
    }
    List<JsonNode> buckets = new ArrayList<>(series);
    buckets.sort(Comparator.comparingDouble(BucketCounting::upperBound));
    List<Integer> inUse = new ArrayList<>();
    for (int i = 0; i < samples; i++) {
      inUse.add(inUse(buckets, i));
    }
    return Optional.of(usage(inUse, buckets.size()));
  }

  private static double upperBound(JsonNode bucket) {
    String text = bucket.path("metric").path("le").asString("");
    try {
      return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /// Buckets of which some value is not in the one below. One that ends early ends the count.
  private static int inUse(List<JsonNode> buckets, int sample) throws IOException {
    int count = 0;
    double below = 0;
    String time = "";
    for (JsonNode bucket : buckets) {
      JsonNode pair = bucket.path("values").path(sample);
      if (pair.isMissingNode()) {
        break;
      }
      if (!time.isEmpty() && !time.equals(pair.path(0).toString())) {
        throw new IOException("matrix result is not time aligned");
      }
      time = pair.path(0).toString();
      double value = Double.parseDouble(pair.path(1).asString().replace("Inf", "Infinity"));
      count += (long) (value - below) == 0 ? 0 : 1;
      below = value;
    }
    return count;
  }

  private static BucketUsage usage(List<Integer> inUse, int total) {
    return new BucketUsage(
        inUse.stream().mapToInt(count -> count).min().orElse(0),
        inUse.stream().mapToInt(count -> count).average().orElse(0),
        inUse.stream().mapToInt(count -> count).max().orElse(0),
        total);
  }
}
