package io.vigie.ingest.scrape;

import java.time.Duration;

/// How the server scrapes, whatever the job.
///
/// @param syncInterval at most so often a pool takes up what was discovered; the first time at once
/// @param timestampTolerance how late a scrape may start and still get the timestamp that it should
///   have had, but at most a hundredth of the interval; zero never moves a timestamp
/// @param maxBodyBytes bound on the body of jobs without `body_size_limit`, which Prometheus does
///   not have
/// @param typeAndUnitLabels add the labels `__type__` and `__unit__`
/// @param createdAsStartTimestamps take `…_created` lines of OpenMetrics as start timestamps
/// @param zeroSamplesAtStart write a zero at the start timestamp of a counter that is new or was
///   reset, so that what it counted before the first scrape is seen as an increase
/// @param staleMarkersAtClose mark all series as ended when the server is shut down
/// @param offsetSeed moves all scrapes within their interval, so that two servers with the same
///   jobs scrape at different times
public record ScrapeOptions(
    Duration syncInterval,
    Duration timestampTolerance,
    long maxBodyBytes,
    boolean typeAndUnitLabels,
    boolean createdAsStartTimestamps,
    boolean zeroSamplesAtStart,
    boolean staleMarkersAtClose,
    long offsetSeed) {
  public static final ScrapeOptions DEFAULT =
      new ScrapeOptions(
          Duration.ofSeconds(5), Duration.ofMillis(2), 256L << 20, false, false, false, true, 0);

  public ScrapeOptions withSyncInterval(Duration duration) {
    return new ScrapeOptions(
        duration,
        timestampTolerance,
        maxBodyBytes,
        typeAndUnitLabels,
        createdAsStartTimestamps,
        zeroSamplesAtStart,
        staleMarkersAtClose,
        offsetSeed);
  }

  public ScrapeOptions withTimestampTolerance(Duration duration) {
    return new ScrapeOptions(
        syncInterval,
        duration,
        maxBodyBytes,
        typeAndUnitLabels,
        createdAsStartTimestamps,
        zeroSamplesAtStart,
        staleMarkersAtClose,
        offsetSeed);
  }

  public ScrapeOptions withTypeAndUnitLabels(boolean wanted) {
    return new ScrapeOptions(
        syncInterval,
        timestampTolerance,
        maxBodyBytes,
        wanted,
        createdAsStartTimestamps,
        zeroSamplesAtStart,
        staleMarkersAtClose,
        offsetSeed);
  }

  public ScrapeOptions withCreatedAsStartTimestamps(boolean wanted) {
    return new ScrapeOptions(
        syncInterval,
        timestampTolerance,
        maxBodyBytes,
        typeAndUnitLabels,
        wanted,
        zeroSamplesAtStart,
        staleMarkersAtClose,
        offsetSeed);
  }

  public ScrapeOptions withZeroSamplesAtStart(boolean wanted) {
    return new ScrapeOptions(
        syncInterval,
        timestampTolerance,
        maxBodyBytes,
        typeAndUnitLabels,
        createdAsStartTimestamps,
        wanted,
        staleMarkersAtClose,
        offsetSeed);
  }

  public ScrapeOptions withStaleMarkersAtClose(boolean wanted) {
    return new ScrapeOptions(
        syncInterval,
        timestampTolerance,
        maxBodyBytes,
        typeAndUnitLabels,
        createdAsStartTimestamps,
        zeroSamplesAtStart,
        wanted,
        offsetSeed);
  }

  public ScrapeOptions withOffsetSeed(long seed) {
    return new ScrapeOptions(
        syncInterval,
        timestampTolerance,
        maxBodyBytes,
        typeAndUnitLabels,
        createdAsStartTimestamps,
        zeroSamplesAtStart,
        staleMarkersAtClose,
        seed);
  }
}
