package io.vigie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Histogram.Span;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.metric.Staleness;
import io.vigie.model.metric.StoreChanges;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [MetricStore] keeps. A store's test extends this and says how one is opened.
///
/// Timestamps lie around [#NOW]; a store with a clock is opened with one that stands there.
public abstract class MetricStoreContract {
  /// 2026-01-01T00:00:00Z, where a new [FakeClock] stands.
  protected static final long NOW = 1_767_225_600_000L;

  private static final Labels UP_A = Labels.of("__name__", "up", "instance", "a", "job", "node");
  private static final Labels UP_B = Labels.of("__name__", "up", "instance", "b", "job", "node");
  private static final Labels LOAD_A = Labels.of("__name__", "load", "instance", "a");

  /// The store under test.
  protected MetricStore store;

  /// A new, empty store. Who opens it closes it after the test.
  protected abstract MetricStore openStore() throws Exception;

  @BeforeEach
  void open() throws Exception {
    store = openStore();
  }

  @Test
  void readsWhatWasCommitted() throws Exception {
    append(UP_A, NOW, 1);
    append(UP_A, NOW + 15_000, 0);

    assertThat(read(UP_A)).isEqualTo(samples(NOW, 1, NOW + 15_000, 0));
  }

  @Test
  void tellsTheLowestTimestampThatHasChanged() throws Exception {
    append(UP_A, NOW, 1);
    long version = store.changes().version();
    assertThat(store.changes().lowestMillisSince(version)).isEqualTo(StoreChanges.NOTHING);

    append(UP_A, NOW + 15_000, 1);
    assertThat(store.changes().lowestMillisSince(version)).isBetween(NOW + 14_000, NOW + 15_000);

    append(LOAD_A, NOW - 60_000, 1);
    append(UP_A, NOW + 30_000, 1);
    assertThat(store.changes().lowestMillisSince(version)).isBetween(NOW - 61_000, NOW - 60_000);
  }

  @Test
  void showsNothingOfABatchBeforeItsCommit() throws Exception {
    try (Appender appender = store.appender()) {
      appender.append(appender.reference(UP_A), NOW, 1);
      assertThat(read(UP_A)).isEqualTo(samples());
      appender.commit();
    }
    assertThat(read(UP_A)).isEqualTo(samples(NOW, 1));
  }

  @Test
  void dropsABatchThatIsClosedWithoutCommit() throws Exception {
    try (Appender appender = store.appender()) {
      appender.append(appender.reference(UP_A), NOW, 1);
    }
    assertThat(read(UP_A)).isEqualTo(samples());
  }

  @Test
  void mayUseAnAppenderAgainAfterItsCommit() throws Exception {
    try (Appender appender = store.appender()) {
      appender.append(appender.reference(UP_A), NOW, 1);
      appender.commit();
      appender.append(appender.reference(UP_A), NOW + 1, 2);
      appender.commit();
      appender.commit();
    }
    assertThat(read(UP_A)).isEqualTo(samples(NOW, 1, NOW + 1, 2));
  }

  @Test
  void keepsReferencesFromAppenderToAppender() throws Exception {
    long reference;
    try (Appender appender = store.appender()) {
      reference = appender.reference(UP_A);
      appender.append(reference, NOW, 1);
      appender.commit();
    }
    try (Appender appender = store.appender()) {
      assertThat(appender.reference(UP_A)).isEqualTo(reference).isNotZero();
      assertThat(appender.append(reference, NOW + 1, 2)).isEqualTo(AppendOutcome.ACCEPTED);
      appender.commit();
    }
    assertThat(read(UP_A)).isEqualTo(samples(NOW, 1, NOW + 1, 2));
  }

  @Test
  void answersUnknownSeriesForAReferenceThatItNeverGave() {
    try (Appender appender = store.appender()) {
      assertThat(appender.append(0, NOW, 1)).isEqualTo(AppendOutcome.UNKNOWN_SERIES);
      assertThat(appender.append(123_456, NOW, 1)).isEqualTo(AppendOutcome.UNKNOWN_SERIES);
      assertThat(appender.append(-1, NOW, 1)).isEqualTo(AppendOutcome.UNKNOWN_SERIES);
    }
  }

  @Test
  void readsSamplesInOrderOfTimeWhateverTheOrderTheyCameIn() throws Exception {
    append(UP_A, NOW, 3);
    append(UP_A, NOW - 60_000, 1);
    append(UP_A, NOW + 60_000, 4);
    append(UP_A, NOW - 30_000, 2);

    assertThat(read(UP_A))
        .isEqualTo(samples(NOW - 60_000, 1, NOW - 30_000, 2, NOW, 3, NOW + 60_000, 4));
  }

  @Test
  void findsTheNewestSampleWhateverTheOrderTheyCameIn() throws Exception {
    append(UP_A, NOW, 3);
    append(UP_A, NOW + 60_000, 4);
    append(UP_A, NOW - 60_000, 1);

    assertThat(newestUntil(NOW + 60_000)).isEqualTo(4);
    assertThat(newestUntil(NOW + 59_999)).isEqualTo(3);
    assertThat(newestUntil(NOW - 1)).isEqualTo(1);
    assertThat(newestUntil(NOW - 60_001)).isNaN();
  }

  private double newestUntil(long maxMillis) throws IOException {
    SampleBuffer buffer = new SampleBuffer();
    try (Selection selection = store.select(TimeRange.ALWAYS, exactly(UP_A))) {
      selection.series().getFirst().readNewest(Long.MIN_VALUE, maxMillis, buffer);
    }
    return buffer.isEmpty() ? Double.NaN : buffer.values()[buffer.size() - 1];
  }

  @Test
  void acceptsTheSameSampleAgainSilently() throws Exception {
    append(UP_A, NOW, 1);
    append(UP_A, NOW + 1, 1);

    assertThat(append(UP_A, NOW, 1)).isEqualTo(AppendOutcome.DUPLICATE);
    assertThat(append(UP_A, NOW + 1, 1)).isEqualTo(AppendOutcome.DUPLICATE);
    assertThat(read(UP_A)).isEqualTo(samples(NOW, 1, NOW + 1, 1));
  }

  @Test
  void refusesAnotherValueAtTheSameTimestamp() throws Exception {
    append(UP_A, NOW, 1);
    append(UP_A, NOW + 1, 1);

    assertThat(append(UP_A, NOW, 2)).isEqualTo(AppendOutcome.CONFLICTING_VALUE);
    assertThat(append(UP_A, NOW + 1, 2)).isEqualTo(AppendOutcome.CONFLICTING_VALUE);
    assertThat(read(UP_A)).isEqualTo(samples(NOW, 1, NOW + 1, 1));
  }

  @Test
  void keepsTheFirstOfTwoSamplesAtOneTimestampInABatch() throws Exception {
    try (Appender appender = store.appender()) {
      long reference = appender.reference(UP_A);
      appender.append(reference, NOW, 1);
      appender.append(reference, NOW, 2);
      appender.commit();
    }
    assertThat(read(UP_A)).isEqualTo(samples(NOW, 1));
  }

  @Test
  void keepsEveryBitOfAValue() throws Exception {
    double[] values = {
      Staleness.MARKER,
      Staleness.ORDINARY_NAN,
      -0.0,
      0.0,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      Double.NEGATIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      1.0 / 3,
      Double.longBitsToDouble(-1)
    };
    for (int i = 0; i < values.length; i++) {
      append(UP_A, NOW + i, values[i]);
    }

    SampleBuffer read = readBuffer(UP_A, Long.MIN_VALUE, Long.MAX_VALUE);
    for (int i = 0; i < values.length; i++) {
      assertThat(Double.doubleToRawLongBits(read.values()[i]))
          .isEqualTo(Double.doubleToRawLongBits(values[i]));
    }
  }

  @Test
  void readsOnlyBetweenTheBoundsBothIncluded() throws Exception {
    for (int i = 0; i < 5; i++) {
      append(UP_A, NOW + i, i);
    }

    assertThat(text(readBuffer(UP_A, NOW + 1, NOW + 3)))
        .isEqualTo(samples(NOW + 1, 1, NOW + 2, 2, NOW + 3, 3));
    assertThat(readBuffer(UP_A, NOW + 3, NOW + 1).size()).isZero();
  }

  @Test
  void appendsToWhatIsInTheBufferAlready() throws Exception {
    append(UP_A, NOW + 1, 2);
    append(UP_A, NOW, 1);
    SampleBuffer buffer = new SampleBuffer();
    buffer.add(7, 7);

    try (Selection selection = store.select(TimeRange.ALWAYS, exactly(UP_A))) {
      selection.series().getFirst().read(NOW, NOW + 1, buffer);
    }
    assertThat(text(buffer)).isEqualTo(samples(7, 7, NOW, 1, NOW + 1, 2));
  }

  @Test
  void keepsNativeHistogramsBesideFloats() throws Exception {
    Histogram first = histogram(ResetHint.UNKNOWN, true, 3, 2, 1);
    Histogram second = histogram(ResetHint.NOT_RESET, true, 5, 2, 4);
    Histogram floats = histogram(ResetHint.GAUGE, false, 0.5, 0.25, 1e300);
    try (Appender appender = store.appender()) {
      long reference = appender.reference(UP_A);
      appender.append(reference, NOW, first);
      appender.append(reference, NOW + 1, second);
      appender.append(reference, NOW + 2, 4.5);
      appender.append(reference, NOW + 3, floats);
      appender.commit();
    }

    SampleBuffer read = readBuffer(UP_A, Long.MIN_VALUE, Long.MAX_VALUE);
    assertThat(read.size()).isEqualTo(4);
    assertThat(read.histogram(0)).isEqualTo(first);
    assertThat(read.histogram(1)).isEqualTo(second);
    assertThat(read.isHistogram(2)).isFalse();
    assertThat(read.values()[2]).isEqualTo(4.5);
    assertThat(read.histogram(3)).isEqualTo(floats);
  }

  @Test
  void tellsTheSameHistogramFromAnother() throws Exception {
    Histogram histogram = histogram(ResetHint.UNKNOWN, true, 3, 2, 1);
    appendHistogram(UP_A, NOW, histogram);

    assertThat(appendHistogram(UP_A, NOW, histogram)).isEqualTo(AppendOutcome.DUPLICATE);
    assertThat(appendHistogram(UP_A, NOW, histogram(ResetHint.UNKNOWN, true, 4, 2, 1)))
        .isEqualTo(AppendOutcome.CONFLICTING_VALUE);
    assertThat(append(UP_A, NOW, 6)).isEqualTo(AppendOutcome.CONFLICTING_VALUE);
  }

  @Test
  void keepsStartTimestamps() throws Exception {
    try (Appender appender = store.appender()) {
      long reference = appender.reference(UP_A);
      appender.startTimestamp(reference, NOW - 1000);
      appender.append(reference, NOW, 1);
      appender.append(reference, NOW + 1, 2);
      appender.startTimestamp(reference, NOW + 2);
      appender.append(reference, NOW + 2, histogram(ResetHint.UNKNOWN, true, 1, 1, 1));
      appender.commit();
    }

    SampleBuffer read = readBuffer(UP_A, Long.MIN_VALUE, Long.MAX_VALUE);
    assertThat(read.startTimestampMillis(0)).isEqualTo(NOW - 1000);
    assertThat(read.startTimestampMillis(1)).isZero();
    assertThat(read.startTimestampMillis(2)).isEqualTo(NOW + 2);
  }

  @Test
  void keepsWhatASelectionSeesUntilItIsClosed() throws Exception {
    append(UP_A, NOW, 1);
    try (Selection selection = store.select(TimeRange.ALWAYS, exactly(UP_A))) {
      append(UP_A, NOW + 1, 2);
      append(UP_A, NOW - 1, 0);
      SampleBuffer buffer = new SampleBuffer();
      selection.series().getFirst().read(Long.MIN_VALUE, Long.MAX_VALUE, buffer);
      assertThat(text(buffer)).isEqualTo(samples(NOW, 1));
    }
    assertThat(read(UP_A)).isEqualTo(samples(NOW - 1, 0, NOW, 1, NOW + 1, 2));
  }

  @Test
  void selectsSeriesInTheOrderOfTheirLabels() throws Exception {
    append(UP_B, NOW, 1);
    append(LOAD_A, NOW, 1);
    append(UP_A, NOW, 1);

    assertThat(select()).containsExactly(LOAD_A, UP_A, UP_B);
  }

  @Test
  void selectsByEveryKindOfMatcher() throws Exception {
    append(UP_A, NOW, 1);
    append(UP_B, NOW, 1);
    append(LOAD_A, NOW, 1);

    assertThat(select("instance", Operator.EQUAL, "a")).containsExactly(LOAD_A, UP_A);
    assertThat(select("instance", Operator.NOT_EQUAL, "a")).containsExactly(UP_B);
    assertThat(select("instance", Operator.REGEX, "a|b|c")).containsExactly(LOAD_A, UP_A, UP_B);
    assertThat(select("__name__", Operator.REGEX, "u.*")).containsExactly(UP_A, UP_B);
    assertThat(select("__name__", Operator.REGEX, "up+")).containsExactly(UP_A, UP_B);
    assertThat(select("__name__", Operator.REGEX, "p")).isEmpty();
    assertThat(select("__name__", Operator.NOT_REGEX, "l.+")).containsExactly(UP_A, UP_B);
    assertThat(select("instance", Operator.EQUAL, "z")).isEmpty();
  }

  @Test
  void takesAnAbsentLabelForAnEmptyOne() throws Exception {
    append(UP_A, NOW, 1);
    append(LOAD_A, NOW, 1);

    assertThat(select("job", Operator.EQUAL, "")).containsExactly(LOAD_A);
    assertThat(select("job", Operator.NOT_EQUAL, "")).containsExactly(UP_A);
    assertThat(select("job", Operator.NOT_EQUAL, "x")).containsExactly(LOAD_A, UP_A);
    assertThat(select("job", Operator.NOT_EQUAL, "node")).containsExactly(LOAD_A);
    assertThat(select("job", Operator.REGEX, ".*")).containsExactly(LOAD_A, UP_A);
    assertThat(select("job", Operator.REGEX, ".+")).containsExactly(UP_A);
    assertThat(select("job", Operator.REGEX, "|node")).containsExactly(LOAD_A, UP_A);
    assertThat(select("job", Operator.REGEX, "x|")).containsExactly(LOAD_A);
    assertThat(select("job", Operator.NOT_REGEX, ".+")).containsExactly(LOAD_A);
    assertThat(select("job", Operator.NOT_REGEX, ".*")).isEmpty();
    assertThat(select("job", Operator.NOT_REGEX, "|x")).containsExactly(UP_A);
    assertThat(select("nosuch", Operator.EQUAL, "")).containsExactly(LOAD_A, UP_A);
  }

  @Test
  void wantsAllMatchersSatisfied() throws Exception {
    append(UP_A, NOW, 1);
    append(UP_B, NOW, 1);
    append(LOAD_A, NOW, 1);

    try (Selection selection =
        store.select(
            TimeRange.ALWAYS,
            List.of(
                LabelMatcher.equal("instance", "a"),
                LabelMatcher.of("job", Operator.NOT_EQUAL, "")))) {
      assertThat(selection.series().stream().map(Series::labels)).containsExactly(UP_A);
    }
  }

  @Test
  void listsNamesAndValuesOfMatchingSeries() throws Exception {
    append(UP_A, NOW, 1);
    append(UP_B, NOW, 1);
    append(LOAD_A, NOW, 1);
    List<LabelMatcher> load = List.of(LabelMatcher.equal("__name__", "load"));

    assertThat(store.labelNames(TimeRange.ALWAYS, List.of()))
        .containsExactly("__name__", "instance", "job");
    assertThat(store.labelNames(TimeRange.ALWAYS, load)).containsExactly("__name__", "instance");
    assertThat(store.labelValues("instance", TimeRange.ALWAYS, List.of()))
        .containsExactly("a", "b");
    assertThat(store.labelValues("instance", TimeRange.ALWAYS, load)).containsExactly("a");
    assertThat(store.labelValues("nosuch", TimeRange.ALWAYS, List.of())).isEmpty();
  }

  @Test
  void refusesToReadASeriesOfAClosedSelection() throws Exception {
    append(UP_A, NOW, 1);
    Selection selection = store.select(TimeRange.ALWAYS, List.of());
    List<Series> series = selection.series();
    selection.close();
    selection.close();

    assertThatThrownBy(() -> series.getFirst().read(0, NOW, new SampleBuffer()))
        .isInstanceOf(IllegalStateException.class);
  }

  /// Commits one sample.
  protected final AppendOutcome append(Labels labels, long timestampMillis, double value)
      throws IOException {
    try (Appender appender = store.appender()) {
      AppendOutcome outcome = appender.append(appender.reference(labels), timestampMillis, value);
      appender.commit();
      return outcome;
    }
  }

  private AppendOutcome appendHistogram(Labels labels, long timestampMillis, Histogram histogram)
      throws IOException {
    try (Appender appender = store.appender()) {
      AppendOutcome outcome =
          appender.append(appender.reference(labels), timestampMillis, histogram);
      appender.commit();
      return outcome;
    }
  }

  private static Histogram histogram(
      ResetHint hint, boolean integerCounts, double first, double second, double third) {
    return new Histogram(
        hint,
        3,
        integerCounts,
        1e-128,
        1,
        first + second + third + 1,
        first * 2.5,
        List.of(new Span(-2, 1), new Span(3, 1)),
        new double[] {first, second},
        List.of(new Span(0, 1)),
        new double[] {third},
        new double[0]);
  }

  /// All samples of the series with exactly these labels, as text.
  protected final String read(Labels labels) throws IOException {
    return text(readBuffer(labels, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private SampleBuffer readBuffer(Labels labels, long minMillis, long maxMillis)
      throws IOException {
    SampleBuffer buffer = new SampleBuffer();
    try (Selection selection = store.select(TimeRange.ALWAYS, exactly(labels))) {
      for (Series series : selection.series()) {
        if (series.labels().equals(labels)) {
          series.read(minMillis, maxMillis, buffer);
        }
      }
    }
    return buffer;
  }

  private static List<LabelMatcher> exactly(Labels labels) {
    List<LabelMatcher> matchers = new ArrayList<>();
    labels.forEach((name, value) -> matchers.add(LabelMatcher.equal(name, value)));
    return matchers;
  }

  private List<Labels> select() throws IOException {
    try (Selection selection = store.select(TimeRange.ALWAYS, List.of())) {
      return selection.series().stream().map(Series::labels).toList();
    }
  }

  private List<Labels> select(String name, Operator operator, String value) throws IOException {
    try (Selection selection =
        store.select(TimeRange.ALWAYS, List.of(LabelMatcher.of(name, operator, value)))) {
      return selection.series().stream().map(Series::labels).toList();
    }
  }

  /// What [#read] answers for these samples, given as timestamp, value, timestamp, value, …
  protected static String samples(double... timestampsAndValues) {
    SampleBuffer buffer = new SampleBuffer();
    for (int i = 0; i < timestampsAndValues.length; i += 2) {
      buffer.add((long) timestampsAndValues[i], timestampsAndValues[i + 1]);
    }
    return text(buffer);
  }

  private static String text(SampleBuffer buffer) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < buffer.size(); i++) {
      text.append(buffer.timestampsMillis()[i] - NOW)
          .append('=')
          .append(buffer.values()[i])
          .append(' ');
    }
    return text.toString();
  }
}
