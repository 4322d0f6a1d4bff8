package io.vigie.ingest.scrape;

import io.vigie.ingest.exposition.Exposition;
import io.vigie.ingest.exposition.ExpositionException;
import io.vigie.ingest.exposition.ExpositionReader;
import io.vigie.ingest.exposition.Expositions;
import io.vigie.ingest.exposition.ReaderOptions;
import io.vigie.ingest.recognition.Strangers;
import io.vigie.ingest.scrape.ScrapeFailure.Kind;
import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SeriesLimitException;
import io.vigie.model.metric.Staleness;
import io.vigie.outbound.BodyBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Takes what one target exposes, scrape after scrape, to the store. This is the hot path of
/// scraping: a series that is known costs a hash of its text, an array look-up and the append, and
/// creates no object.
///
/// Not thread-safe; belongs to one scrape loop.
final class SampleIntake {
  private static final long MAX_AHEAD_MILLIS = Duration.ofMinutes(10).toMillis();
  private static final int GIVE_WAY_EVERY = 4096;
  private static final long REFUSED = -1;

  private final ScrapeConfig config;
  private final SampleLabels sampleLabels;
  private final ScrapeMeters meters;
  private final ReaderOptions readerOptions;
  private final boolean zeroSamplesAtStart;
  private final int maxSchema;
  private final SeriesCache cache;
  private final MetadataCache metadata;

  // State of the scrape under way.
  private long timestampMillis;
  private long previousMillis;
  private long maxMillis;
  private long appended;
  private int scraped;
  private int added;
  private int seriesAdded;
  private int seriesRefused;
  private String refusal = "";
  private boolean overSampleLimit;
  private boolean overBucketLimit;

  /// What a scrape brought.
  ///
  /// @param scraped samples exposed
  /// @param added samples left after relabelling
  /// @param seriesAdded series that are new in this scrape
  /// @param remark what else there is to say, or empty
  record Taken(int scraped, int added, int seriesAdded, String remark) {
    static final Taken NOTHING = new Taken(0, 0, 0, "");
  }

  /// @param histograms what the target wants of histograms, which may differ from its job
  SampleIntake(
      ScrapeConfig config,
      SampleLabels sampleLabels,
      ScrapeHistograms histograms,
      ScrapeContext context,
      SeriesCache cache,
      MetadataCache metadata) {
    this.config = config;
    this.sampleLabels = sampleLabels;
    this.meters = context.meters();
    this.readerOptions = readerOptions(histograms, context.options());
    this.zeroSamplesAtStart = context.options().zeroSamplesAtStart();
    this.maxSchema = HistogramResolution.schemaFor(histograms.nativeMinBucketFactor());
    this.cache = cache;
    this.metadata = metadata;
  }

  private static ReaderOptions readerOptions(ScrapeHistograms histograms, ScrapeOptions options) {
    return new ReaderOptions(
        options.typeAndUnitLabels(),
        options.createdAsStartTimestamps() || options.zeroSamplesAtStart(),
        histograms.convertClassicToNhcb(),
        histograms.alwaysScrapeClassic(),
        !histograms.scrapeNative());
  }

  SeriesCache cache() {
    return cache;
  }

  /// Samples seen so far by the scrape under way, for the report of one that failed.
  Taken taken() {
    return new Taken(scraped, added, seriesAdded, refusal);
  }

  /// Appends everything that a body holds, and stale markers for the series that it has not any
  /// more. If it throws, the batch must be dropped and [#fail] called with a new one.
  ///
  /// @param nowMillis the wall clock, which timestamps may not be far ahead of
  Taken take(
      Appender appender,
      BodyBuffer body,
      String contentType,
      long scrapeTimestampMillis,
      long nowMillis)
      throws ScrapeFailureException {
    begin(scrapeTimestampMillis, nowMillis);
    if (body.size() > 0) {
      try {
        Exposition exposition =
            Expositions.open(
                body.array(),
                body.size(),
                contentType,
                config.fallbackScrapeProtocol(),
                readerOptions);
        refusal = exposition.remark().orElse("");
        takeEntries(appender, exposition.reader());
      } catch (ExpositionException e) {
        throw notAnExposition(e, contentType, body);
      }
      throwIfOverLimit();
    }
    markStale(appender, cache.endWell());
    metadata.endWell();
    return taken();
  }

  private void begin(long scrapeTimestampMillis, long nowMillis) {
    cache.begin();
    metadata.begin();
    previousMillis = timestampMillis;
    timestampMillis = scrapeTimestampMillis;
    maxMillis = nowMillis + MAX_AHEAD_MILLIS;
    appended = 0;
    scraped = 0;
    added = 0;
    seriesAdded = 0;
    seriesRefused = 0;
    refusal = "";
    overSampleLimit = false;
    overBucketLimit = false;
  }

  /// Writes stale markers for every series: after a failed scrape.
  ///
  /// @param intakeBegan whether [#take] was called for this scrape
  void fail(Appender appender, long scrapeTimestampMillis, boolean intakeBegan) {
    if (!intakeBegan) {
      begin(scrapeTimestampMillis, scrapeTimestampMillis);
    }
    timestampMillis = scrapeTimestampMillis;
    markStale(appender, cache.endBadly());
  }

  private void markStale(Appender appender, long[] references) {
    for (long reference : references) {
      // Refused if the series went on elsewhere, or is gone: nothing to do then.
      var _ = appender.append(reference, timestampMillis, Staleness.MARKER);
    }
  }

  private static ScrapeFailureException notAnExposition(
      ExpositionException e, String contentType, BodyBuffer body) {
    ScrapeFailure failure = ScrapeFailure.of(Kind.FORMAT, String.valueOf(e.getMessage()));
    return new ScrapeFailureException(
        Strangers.inBody(contentType, body.array(), body.size())
            .map(failure::explainedBy)
            .orElse(failure));
  }

  private void throwIfOverLimit() throws ScrapeFailureException {
    if (overBucketLimit) {
      meters.exceededBucketLimit.increment();
    }
    if (overSampleLimit) {
      meters.exceededSampleLimit.increment();
      throw new ScrapeFailureException(
          ScrapeFailure.of(
              Kind.LIMIT,
              "sample limit exceeded",
              "the target exposes %d samples and sample_limit is %d; let it expose less, drop some in metric_relabel_configs, or raise the limit"
                  .formatted(added, config.limits().samples())));
    }
    if (overBucketLimit) {
      throw new ScrapeFailureException(
          ScrapeFailure.of(
              Kind.LIMIT,
              "histogram bucket limit exceeded",
              "a histogram cannot be reduced to native_histogram_bucket_limit, which is %d"
                  .formatted(config.limits().nativeHistogramBuckets())));
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // fairness, not correctness
  private void takeEntries(Appender appender, ExpositionReader reader)
      throws ExpositionException, ScrapeFailureException {
    int entries = 0;
    for (var entry = reader.next(); entry != ExpositionReader.Entry.END; entry = reader.next()) {
      if (++entries % GIVE_WAY_EVERY == 0) {
        Thread.yield(); // a virtual thread keeps its processor until it waits
      }
      switch (entry) {
        case SERIES -> takeSample(appender, reader, false);
        case HISTOGRAM -> takeSample(appender, reader, true);
        case TYPE -> metadata.setType(reader.name(), reader.type());
        case HELP -> metadata.setHelp(reader.name(), reader.help());
        case UNIT -> metadata.setUnit(reader.name(), reader.unit());
        case COMMENT, END -> {}
      }
    }
  }

  private void takeSample(Appender appender, ExpositionReader reader, boolean isHistogram)
      throws ExpositionException, ScrapeFailureException {
    scraped++;
    int index = cache.find(reader.rawSeries(), reader.rawStart(), reader.rawEnd());
    boolean isNew = index == SeriesCache.UNKNOWN;
    long reference = isNew ? newSeries(appender, reader) : cache.reference(index);
    if (reference == SeriesCache.DROPPED) {
      if (isNew) {
        index = cache.add(SeriesCache.DROPPED);
      }
      cache.see(index);
      return;
    }
    added++;
    if (reference == REFUSED) {
      return;
    }
    boolean ownTimestamp = config.honorTimestamps() && reader.hasTimestamp();
    if (!isNew && cache.see(index) && !ownTimestamp) {
      meters.duplicateTimestamp.increment();
      return;
    }
    long time = ownTimestamp ? reader.timestampMillis() : timestampMillis;
    AppendOutcome outcome = append(appender, reader, isHistogram, isNew, reference, time);
    if (outcome == AppendOutcome.UNKNOWN_SERIES && !overSampleLimit && !overBucketLimit) {
      reference = newSeries(appender, reader);
      if (reference == REFUSED || reference == SeriesCache.DROPPED) {
        return;
      }
      if (!isNew) {
        cache.setReference(index, reference);
      }
      outcome = append(appender, reader, isHistogram, isNew, reference, time);
    }
    settle(
        appender,
        reader,
        new Settling(index, isNew, isHistogram, ownTimestamp),
        reference,
        outcome,
        time);
  }

  /// How a sample came, for what follows its append; never leaves the stack.
  private record Settling(int index, boolean isNew, boolean isHistogram, boolean ownTimestamp) {}

  private void settle(
      Appender appender,
      ExpositionReader reader,
      Settling sample,
      long reference,
      AppendOutcome outcome,
      long time) {
    if (!outcome.isStored()) {
      count(outcome);
      return;
    }
    int index = sample.index;
    if (sample.isNew) {
      index = cache.add(reference);
      seriesAdded++;
    }
    if (!sample.ownTimestamp || config.trackTimestampsStaleness()) {
      cache.track(index);
    }
    List<Exemplar> exemplars = reader.exemplars();
    if (!exemplars.isEmpty()) {
      appendExemplars(appender, reference, exemplars, sample.isHistogram, time);
    }
  }

  private AppendOutcome append(
      Appender appender,
      ExpositionReader reader,
      boolean isHistogram,
      boolean isNew,
      long reference,
      long time) {
    if (time > maxMillis) {
      return AppendOutcome.TOO_FAR_IN_FUTURE;
    }
    if (isAtSampleLimit()) {
      overSampleLimit = true;
      return AppendOutcome.UNKNOWN_SERIES;
    }
    appended++;
    long startMillis = reader.startTimestampMillis();
    if (zeroSamplesAtStart && ZeroSamples.areDue(startMillis, time, isNew, previousMillis)) {
      appendZero(appender, reader, isHistogram, reference, startMillis);
    }
    if (startMillis != 0) {
      appender.startTimestamp(reference, startMillis);
    }
    return isHistogram
        ? appendHistogram(appender, reference, time, reader.histogram())
        : appender.append(reference, time, reader.value());
  }

  private static void appendZero(
      Appender appender,
      ExpositionReader reader,
      boolean isHistogram,
      long reference,
      long startMillis) {
    if (isHistogram) {
      ZeroSamples.append(appender, reference, startMillis, reader.histogram());
    } else {
      ZeroSamples.append(appender, reference, startMillis);
    }
  }

  private boolean isAtSampleLimit() {
    return config.limits().samples() > 0 && appended >= config.limits().samples();
  }

  private AppendOutcome appendHistogram(
      Appender appender, long reference, long time, Histogram histogram) {
    Histogram reduced = HistogramResolution.atMost(histogram, maxSchema);
    long limit = config.limits().nativeHistogramBuckets();
    if (limit > 0) {
      Optional<Histogram> within = HistogramResolution.within(reduced, limit);
      if (within.isEmpty()) {
        overBucketLimit = true;
        return AppendOutcome.UNKNOWN_SERIES;
      }
      reduced = within.get();
    }
    return appender.append(reference, time, reduced);
  }

  /// The reference of a series not known yet, or no longer: [SeriesCache#DROPPED] if relabelling
  /// drops it, [#REFUSED] if the store does not take new series.
  private long newSeries(Appender appender, ExpositionReader reader)
      throws ExpositionException, ScrapeFailureException {
    try {
      Optional<Labels> labels = sampleLabels.of(reader.labels());
      if (labels.isEmpty()) {
        return SeriesCache.DROPPED;
      }
      if (isAtSampleLimit()) {
        overSampleLimit = true; // and the store need not hear of the series
        return REFUSED;
      }
      return appender.reference(labels.get());
    } catch (SampleLabels.RefusedException e) {
      if (e.isLabelLimit) {
        meters.exceededLabelLimits.increment();
      }
      throw new ScrapeFailureException(
          ScrapeFailure.of(
              e.isLabelLimit ? Kind.LIMIT : Kind.FORMAT, String.valueOf(e.getMessage())));
    } catch (SeriesLimitException e) {
      refuse(e);
      return REFUSED;
    }
  }

  private void refuse(SeriesLimitException e) {
    meters.seriesRefused.increment();
    if (seriesRefused++ == 0) {
      refusal = "new series are left out: " + e.getMessage();
    }
  }

  private void count(AppendOutcome outcome) {
    switch (outcome) {
      case CONFLICTING_VALUE -> meters.duplicateTimestamp.increment();
      case TOO_OLD -> meters.outOfOrder.increment();
      case TOO_FAR_IN_FUTURE -> meters.outOfBounds.increment();
      case ACCEPTED, DUPLICATE, UNKNOWN_SERIES -> {}
    }
  }

  private void appendExemplars(
      Appender appender, long reference, List<Exemplar> exemplars, boolean isHistogram, long time) {
    int refused = 0;
    int offered = 0;
    for (Exemplar exemplar : inOrder(exemplars)) {
      Exemplar timed = exemplar;
      if (exemplar.timestampMillis() == 0) {
        if (isHistogram) {
          continue; // cannot be told from a repeated one, so the specification wants a timestamp
        }
        timed = new Exemplar(exemplar.labels(), exemplar.value(), time);
      }
      offered++;
      refused += appender.append(reference, timed).isStored() ? 0 : 1;
    }
    if (refused > 0 && refused == offered) {
      meters.exemplarOutOfOrder.add(refused);
    }
  }

  private static List<Exemplar> inOrder(List<Exemplar> exemplars) {
    return exemplars.size() == 1
        ? exemplars
        : exemplars.stream().sorted(Comparator.comparingLong(Exemplar::timestampMillis)).toList();
  }
}
