package io.vigie.server.http.v1;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.HistogramBuckets;
import io.vigie.server.http.JsonWriter;
import java.io.IOException;

/// Native histograms as JSON: count, sum, and the buckets that are not empty, each as how its ends
/// belong to it, lower bound, upper bound, count.
final class HistogramJson {
  private HistogramJson() {}

  static void write(Histogram histogram, JsonWriter json) throws IOException {
    json.beginObject().name("count").sampleValue(histogram.count());
    json.name("sum").sampleValue(histogram.sum());
    boolean begun = false;
    for (HistogramBuckets.Bucket bucket : HistogramBuckets.ascending(histogram)) {
      if (bucket.count() == 0) {
        continue;
      }
      if (!begun) {
        json.name("buckets").beginArray();
        begun = true;
      }
      json.beginArray().number(ends(bucket)).sampleValue(bucket.lower());
      json.sampleValue(bucket.upper()).sampleValue(bucket.count()).endArray();
    }
    if (begun) {
      json.endArray();
    }
    json.endObject();
  }

  /// 0: only the upper bound belongs to the bucket; 1: only the lower; 2: neither; 3: both.
  private static long ends(HistogramBuckets.Bucket bucket) {
    if (bucket.lowerInclusive()) {
      return bucket.upperInclusive() ? 3 : 1;
    }
    return bucket.upperInclusive() ? 0 : 2;
  }
}
