package io.vigie.ingest.scrape;

/// What is done with histograms.
///
/// @param scrapeNative take native histograms
/// @param alwaysScrapeClassic take classic buckets also where there is a native histogram
/// @param convertClassicToNhcb make native histograms with custom buckets of classic ones
/// @param nativeMinBucketFactor buckets are merged until each is at least this many times as wide
///   as the one before; 0 means as they come
public record ScrapeHistograms(
    boolean scrapeNative,
    boolean alwaysScrapeClassic,
    boolean convertClassicToNhcb,
    double nativeMinBucketFactor) {
  /// Classic histograms as they come.
  public static final ScrapeHistograms DEFAULT = new ScrapeHistograms(false, false, false, 0);
}
