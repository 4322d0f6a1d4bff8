package io.vigie.ingest.exposition;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricType;
import java.util.List;

/// Reads one exposition entry by entry: call [#next], then ask for what that kind of entry has.
/// Everything handed out is valid until the next call of [#next]; asking for what the entry does
/// not have throws `IllegalStateException`. Not thread-safe.
public interface ExpositionReader {
  /// What the reader stands on.
  enum Entry {
    /// [#name] and [#help].
    HELP,
    /// [#name] and [#type].
    TYPE,
    /// [#name] and [#unit].
    UNIT,
    /// [#comment].
    COMMENT,
    /// A float sample: [#labels], [#value], timestamps, exemplars, raw text.
    SERIES,
    /// A native histogram sample: [#labels], [#histogram], timestamps, exemplars, raw text.
    HISTOGRAM,
    /// The exposition is over.
    END
  }

  /// Moves to the next entry.
  ///
  /// @throws ExpositionException if the text is not what its format demands; the reader must not be
  ///   used any more
  Entry next() throws ExpositionException;

  /// Name of the metric family.
  String name();

  String help();

  MetricType type();

  String unit();

  String comment();

  /// All labels, `__name__` included. Built on each call: look up [#rawSeries] in a cache first.
  ///
  /// @throws ExpositionException if a label is given twice or a name is not valid UTF-8, which is
  ///   only looked at here; the rest of the exposition can still be read
  Labels labels() throws ExpositionException;

  double value();

  Histogram histogram();

  boolean hasTimestamp();

  /// Milliseconds since the epoch, as given by the target.
  long timestampMillis();

  /// When the counter or histogram began, milliseconds since the epoch; 0 if not said.
  long startTimestampMillis();

  /// Exemplars of the sample in the order given. One without a timestamp of its own has that of the
  /// sample, or 0.
  List<Exemplar> exemplars();

  /// The array that holds the text naming the series, from [#rawStart] to [#rawEnd] exclusive. The
  /// same text from the same target always means the same labels, so it is what a scrape loop
  /// caches by, without decoding.
  byte[] rawSeries();

  int rawStart();

  int rawEnd();
}
