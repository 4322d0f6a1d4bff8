package io.vigie.ingest.scrape;

import java.time.Duration;

/// How the server scrapes, whatever the job.
///
/// @param syncInterval at most so often a pool takes up what was discovered; the first time at once
/// @param maxBodyBytes bound on the body of jobs without `body_size_limit`, which Prometheus does
///   not have
/// @param typeAndUnitLabels add the labels `__type__` and `__unit__`
/// @param createdAsStartTimestamps take `…_created` lines of OpenMetrics as start timestamps
/// @param staleMarkersAtClose mark all series as ended when the server is shut down
/// @param offsetSeed moves all scrapes within their interval, so that two servers with the same
///   jobs scrape at different times
public record ScrapeOptions(
    Duration syncInterval,
    long maxBodyBytes,
    boolean typeAndUnitLabels,
    boolean createdAsStartTimestamps,
    boolean staleMarkersAtClose,
    long offsetSeed) {
  public static final ScrapeOptions DEFAULT =
      new ScrapeOptions(Duration.ofSeconds(5), 256L << 20, false, false, true, 0);

  public ScrapeOptions withOffsetSeed(long seed) {
    return new ScrapeOptions(
        syncInterval,
        maxBodyBytes,
        typeAndUnitLabels,
        createdAsStartTimestamps,
        staleMarkersAtClose,
        seed);
  }

  public ScrapeOptions withTypeAndUnitLabels(boolean wanted) {
    return new ScrapeOptions(
        syncInterval,
        maxBodyBytes,
        wanted,
        createdAsStartTimestamps,
        staleMarkersAtClose,
        offsetSeed);
  }

  public ScrapeOptions withCreatedAsStartTimestamps(boolean wanted) {
    return new ScrapeOptions(
        syncInterval, maxBodyBytes, typeAndUnitLabels, wanted, staleMarkersAtClose, offsetSeed);
  }

  public ScrapeOptions withStaleMarkersAtClose(boolean wanted) {
    return new ScrapeOptions(
        syncInterval,
        maxBodyBytes,
        typeAndUnitLabels,
        createdAsStartTimestamps,
        wanted,
        offsetSeed);
  }
}
