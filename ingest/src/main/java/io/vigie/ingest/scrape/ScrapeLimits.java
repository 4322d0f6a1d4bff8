package io.vigie.ingest.scrape;

/// What a scrape may bring at most; 0 means no limit. More than that fails the scrape, except where
/// said.
///
/// @param bodySizeBytes of the uncompressed body
/// @param samples after metric relabelling
/// @param labels of one series after metric relabelling
/// @param labelNameLength bytes of one name
/// @param labelValueLength bytes of one value
/// @param targets of a job after relabelling; more than that fails all its scrapes
/// @param keptDroppedTargets dropped targets that are remembered for display; more are only counted
/// @param nativeHistogramBuckets buckets are merged to stay within
public record ScrapeLimits(
    long bodySizeBytes,
    long samples,
    long labels,
    long labelNameLength,
    long labelValueLength,
    long targets,
    long keptDroppedTargets,
    long nativeHistogramBuckets) {
  public static final ScrapeLimits NONE = new ScrapeLimits(0, 0, 0, 0, 0, 0, 0, 0);

  /// The same with another limit for buckets.
  public ScrapeLimits withNativeHistogramBuckets(long other) {
    return new ScrapeLimits(
        bodySizeBytes,
        samples,
        labels,
        labelNameLength,
        labelValueLength,
        targets,
        keptDroppedTargets,
        other);
  }
}
