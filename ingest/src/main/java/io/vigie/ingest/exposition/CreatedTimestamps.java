package io.vigie.ingest.exposition;

import io.vigie.model.metric.MetricType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// When the series of an OpenMetrics exposition began, as their `…_created` lines say. Such a line
/// stands anywhere among the lines of its counter, histogram or summary, mostly at the end, so a
/// second reader runs ahead of the first. It reads each line once, however often it is asked.
///
/// As upstream, only the next created line is looked at: one that stands before all lines of its
/// series goes unnoticed.
final class CreatedTimestamps {
  private static final int SUFFIX_LENGTH = "_created".length();

  private final byte[] text;
  private final int length;
  private @Nullable OpenMetricsReader ahead;

  /// How far the second reader came; up to there the next created line is [#next], if any.
  private int aheadEnd;

  private boolean hasNext;
  private long nextMillis;
  private final LabelSpans next = new LabelSpans();

  /// The series answered last, because lines of it may stand behind the created line too.
  private final LabelSpans answered = new LabelSpans();

  private int answeredFamilyLength;
  private long answeredMillis;

  CreatedTimestamps(byte[] text, int length) {
    this.text = text;
    this.length = length;
  }

  static boolean areKeptFor(MetricType type) {
    return switch (type) {
      case COUNTER, HISTOGRAM, SUMMARY -> true;
      case GAUGE, GAUGE_HISTOGRAM, INFO, STATESET, UNKNOWN -> false;
    };
  }

  /// Whether a metric name, from `start` to `end` exclusive, ends in `_created`.
  static boolean isCreated(byte[] text, int start, int end) {
    return end - start >= SUFFIX_LENGTH
        && text[end - 1] == 'd'
        && Arrays.equals(text, end - SUFFIX_LENGTH, end, CREATED, 0, SUFFIX_LENGTH);
  }

  private static final byte[] CREATED = {'_', 'c', 'r', 'e', 'a', 't', 'e', 'd'};

  /// When a series began, milliseconds since the epoch, 0 if not said.
  ///
  /// @param familyLength length of the family's name, with which the name of the series begins
  /// @param position where the line after the series begins
  long of(LabelSpans series, MetricType type, int familyLength, int position) {
    if (!areKeptFor(type) || familyLength > series.nameEnd() - series.nameStart()) {
      answeredMillis = 0;
      return 0;
    }
    if (answeredMillis > 0 && isSame(series, familyLength, answered, answeredFamilyLength, type)) {
      return answeredMillis;
    }
    if (position >= aheadEnd) {
      lookAhead(position, type);
    }
    int nextFamilyLength = hasNext ? next.nameEnd() - next.nameStart() - SUFFIX_LENGTH : -1;
    boolean known = hasNext && isSame(series, familyLength, next, nextFamilyLength, type);
    answeredMillis = known ? nextMillis : 0;
    answeredFamilyLength = familyLength;
    answered.copyFrom(series);
    return answeredMillis;
  }

  private void lookAhead(int position, MetricType type) {
    OpenMetricsReader reader = ahead;
    if (reader == null) {
      reader = new OpenMetricsReader(text, length, ReaderOptions.DEFAULT);
      ahead = reader;
    }
    reader.continueAt(position, type);
    hasNext = false;
    try {
      while (!hasNext && reader.next() == ExpositionReader.Entry.SERIES) {
        hasNext = reader.isCreatedLine();
      }
      aheadEnd = reader.lexer.position;
    } catch (ExpositionException e) {
      aheadEnd = Integer.MAX_VALUE; // The first reader will fail there too, and say why.
    }
    if (hasNext) {
      next.copyFrom(reader.series);
      nextMillis = (long) (reader.value() * 1000);
    }
  }

  private boolean isSame(
      LabelSpans one,
      int oneFamilyLength,
      LabelSpans other,
      int otherFamilyLength,
      MetricType type) {
    if (!equal(
        one.nameStart(),
        one.nameStart() + oneFamilyLength,
        other.nameStart(),
        other.nameStart() + otherFamilyLength)) {
      return false;
    }
    int i = nextCommon(one, 0, type);
    int j = nextCommon(other, 0, type);
    while (i < one.labelCount() && j < other.labelCount()) {
      if (!equal(
              one.labelNameStart(i),
              one.labelNameEnd(i),
              other.labelNameStart(j),
              other.labelNameEnd(j))
          || !equal(one.valueStart(i), one.valueEnd(i), other.valueStart(j), other.valueEnd(j))) {
        return false;
      }
      i = nextCommon(one, i + 1, type);
      j = nextCommon(other, j + 1, type);
    }
    return i == one.labelCount() && j == other.labelCount();
  }

  /// The first label from `index` on that all lines of one histogram or summary share.
  private int nextCommon(LabelSpans spans, int index, MetricType type) {
    int i = index;
    while (i < spans.labelCount() && isOwn(spans.labelNameStart(i), spans.labelNameEnd(i), type)) {
      i++;
    }
    return i;
  }

  private static final byte[] LE = {'l', 'e'};
  private static final byte[] QUANTILE = {'q', 'u', 'a', 'n', 't', 'i', 'l', 'e'};

  private boolean isOwn(int start, int end, MetricType type) {
    byte[] own = type == MetricType.HISTOGRAM ? LE : type == MetricType.SUMMARY ? QUANTILE : null;
    return own != null && Arrays.equals(text, start, end, own, 0, own.length);
  }

  private boolean equal(int start, int end, int otherStart, int otherEnd) {
    return Arrays.equals(text, start, end, text, otherStart, otherEnd);
  }
}
