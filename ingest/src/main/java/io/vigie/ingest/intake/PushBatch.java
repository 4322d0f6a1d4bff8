package io.vigie.ingest.intake;

import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SeriesLimitException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The samples of one request on their way into the store. Say which [#series], then append to it;
/// a refused sample is counted and explained, and the rest goes on. Nothing is stored before
/// [#commit]. This is the hot path of receiving: a sample of a known series costs a look-up and the
/// append, and creates no object. Belongs to one thread.
public final class PushBatch implements AutoCloseable {
  private static final long REFUSED = -1;

  /// In place of a reference: the rules drop the series. The store gives no such references.
  private static final long DROPPED = -2;

  private static final int MAX_PROBLEMS = 10;
  private static final int MAX_EXEMPLAR_LABEL_CHARS = 128;

  private final Appender appender;
  private final ReferenceCache references;
  private final PushRules rules;
  private final PushMeters meters;
  private final long maxMillis;

  // The series that samples are appended to.
  private boolean isNew;
  private long high;
  private long low;
  private boolean remembered;
  private long reference = REFUSED;
  private SeriesSource source = () -> Labels.EMPTY;

  private long samples;
  private long histograms;
  private long exemplars;
  private long rejected;
  private long dropped;
  private final List<String> problems = new ArrayList<>();

  /// @param maxMillis the newest timestamp that is taken
  PushBatch(
      Appender appender,
      ReferenceCache references,
      PushRules rules,
      PushMeters meters,
      long maxMillis) {
    this.appender = appender;
    this.references = references;
    this.rules = rules;
    this.meters = meters;
    this.maxMillis = maxMillis;
  }

  /// Says to which series the following belongs.
  ///
  /// @param hash of the bytes that name the series
  /// @param labels asked, now or until the next series, if the store does not know it
  public void series(RawHash hash, SeriesSource labels) throws MalformedMessageException {
    high = hash.high();
    low = hash.low();
    remembered = true;
    source = labels;
    reference = references.find(high, low);
    isNew = reference == ReferenceCache.UNKNOWN;
    if (isNew) {
      resolve();
    }
  }

  /// Says that the following belongs to a series that cannot be one.
  public void refuseSeries(String problem) {
    refuseSeries("invalid_labels", problem);
  }

  /// Whether the series was not sent lately: the time to learn more about it.
  public boolean isSeriesNew() {
    return isNew;
  }

  /// Says to which series the following belongs, where a protocol makes the labels in any case.
  public void series(Labels labels) throws MalformedMessageException {
    remembered = false;
    source = () -> labels;
    resolve();
  }

  private void resolve() throws MalformedMessageException {
    try {
      Optional<Labels> labels = rules.relabelled(source.labels());
      Optional<String> problem = labels.flatMap(rules.limits()::problem);
      if (problem.isPresent()) {
        refuseSeries("label_limit", problem.get());
        return;
      }
      reference = labels.isPresent() ? appender.reference(labels.get()) : DROPPED;
      if (remembered) {
        references.put(high, low, reference);
      }
    } catch (InvalidSeriesException e) {
      refuseSeries("invalid_labels", String.valueOf(e.getMessage()));
    } catch (SeriesLimitException e) {
      refuseSeries("series_limit", String.valueOf(e.getMessage()));
    }
  }

  private void refuseSeries(String reason, String problem) {
    reference = REFUSED;
    meters.reject(reason);
    explain(problem);
  }

  /// Whether nothing can be appended to the series; what is wrong with it is explained already.
  public boolean isSeriesRefused() {
    return reference == REFUSED;
  }

  private boolean isLeftOut() {
    return reference == REFUSED || reference == DROPPED;
  }

  /// Says when the counter or histogram of the next sample began, milliseconds since the epoch.
  public void startTimestamp(long startTimestampMillis) {
    if (!isLeftOut()) {
      appender.startTimestamp(reference, startTimestampMillis);
    }
  }

  /// Adds a float sample to the series.
  public void append(long timestampMillis, double value) throws MalformedMessageException {
    if (isLeftOut()) {
      leaveOutSample();
      return;
    }
    AppendOutcome outcome = AppendOutcome.TOO_FAR_IN_FUTURE;
    if (timestampMillis <= maxMillis) {
      outcome = appender.append(reference, timestampMillis, value);
      if (outcome == AppendOutcome.UNKNOWN_SERIES) {
        resolve();
        if (isLeftOut()) {
          leaveOutSample();
          return;
        }
        outcome = appender.append(reference, timestampMillis, value);
      }
    }
    if (outcome.isStored()) {
      samples++;
    } else {
      reject(outcome, timestampMillis);
    }
  }

  /// To who sent it, a sample that the rules drop is taken: there is nothing to mend.
  private void leaveOutSample() {
    if (reference == REFUSED) {
      rejected++;
    } else {
      samples++;
      dropped++;
    }
  }

  private void leaveOutHistogram() {
    if (reference == REFUSED) {
      rejected++;
    } else {
      histograms++;
      dropped++;
    }
  }

  /// Adds a native histogram to the series, if it makes sense.
  public void append(long timestampMillis, Histogram histogram) throws MalformedMessageException {
    if (isLeftOut()) {
      leaveOutHistogram();
      return;
    }
    Optional<String> problem = HistogramCheck.problem(histogram);
    if (problem.isPresent()) {
      reject("invalid_histogram", problem.get());
      return;
    }
    AppendOutcome outcome = AppendOutcome.TOO_FAR_IN_FUTURE;
    if (timestampMillis <= maxMillis) {
      outcome = appender.append(reference, timestampMillis, histogram);
      if (outcome == AppendOutcome.UNKNOWN_SERIES) {
        resolve();
        if (isLeftOut()) {
          leaveOutHistogram();
          return;
        }
        outcome = appender.append(reference, timestampMillis, histogram);
      }
    }
    if (outcome.isStored()) {
      histograms++;
    } else {
      reject(outcome, timestampMillis);
    }
  }

  /// Adds an exemplar to the series; one whose labels are too long is left out without a word, as
  /// Prometheus does.
  ///
  /// @return false if the series has a newer one; the protocol decides whether that is a problem
  public boolean append(Exemplar exemplar) {
    if (isLeftOut() || isTooLong(exemplar.labels())) {
      return true;
    }
    AppendOutcome outcome = appender.append(reference, exemplar);
    exemplars += outcome.isStored() ? 1 : 0;
    return outcome != AppendOutcome.TOO_OLD;
  }

  private static boolean isTooLong(Labels labels) {
    long chars = 0;
    for (int i = 0; i < labels.size(); i++) {
      chars += labels.name(i).codePointCount(0, labels.name(i).length());
      chars += labels.value(i).codePointCount(0, labels.value(i).length());
    }
    return chars > MAX_EXEMPLAR_LABEL_CHARS;
  }

  private void reject(AppendOutcome outcome, long timestampMillis)
      throws MalformedMessageException {
    switch (outcome) {
      case CONFLICTING_VALUE ->
          reject(
              "duplicate_timestamp",
              "duplicate sample for timestamp "
                  + timestampMillis
                  + "; overrides not allowed: the series has another value there");
      case TOO_OLD ->
          reject("too_old", "too old sample: timestamp " + timestampMillis + " is not kept");
      case TOO_FAR_IN_FUTURE ->
          reject(
              "out_of_bounds",
              "out of bounds: timestamp " + timestampMillis + " is too far in the future");
      case UNKNOWN_SERIES -> reject("unknown_series", "the store does not take the series");
      case ACCEPTED, DUPLICATE -> {}
    }
  }

  /// Refuses what would be appended next.
  ///
  /// @param reason one word, for the metrics
  /// @param problem what is wrong with it; the series is added
  public void reject(String reason, String problem) throws MalformedMessageException {
    rejected++;
    meters.reject(reason);
    // Words are made only where somebody will read them.
    explain(problems.size() < MAX_PROBLEMS ? problem + " for series " + seriesInWords() : problem);
  }

  /// Refuses something that has not become a series.
  ///
  /// @param reason one word, for the metrics
  /// @param problem what is wrong, with the thing named
  public void refuse(String reason, String problem) {
    rejected++;
    meters.reject(reason);
    explain(problem);
  }

  private String seriesInWords() throws MalformedMessageException {
    try {
      return source.labels().toString();
    } catch (InvalidSeriesException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /// Adds to what is wrong with the request.
  private void explain(String problem) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(problem);
    } else if (problems.size() == MAX_PROBLEMS) {
      problems.add("and more");
    }
  }

  /// Stores what was taken.
  ///
  /// @throws IOException if that failed; nothing is stored then, and the sender may try again
  public PushResult commit() throws IOException {
    appender.commit();
    PushResult result = new PushResult(samples, histograms, exemplars, rejected, problems);
    meters.count(result, dropped);
    return result;
  }

  @Override
  public void close() {
    appender.close();
  }
}
