package io.vigie.promql.script;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.promql.script.SequenceValue.FloatValue;
import io.vigie.promql.script.SequenceValue.Gap;
import io.vigie.promql.script.SequenceValue.HistogramValue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ObjDoubleConsumer;

/// Writes the data of `load` commands into a store.
final class ScriptLoader {
  private static final String BOUND = "le";

  private final ScriptCommand.Load load;
  private final Appender appender;

  private ScriptLoader(ScriptCommand.Load load, Appender appender) {
    this.load = load;
    this.appender = appender;
  }

  /// @throws ScriptException if the store refuses a sample
  static void load(ScriptCommand.Load load, MetricStore into) throws ScriptException {
    try (Appender appender = into.appender()) {
      ScriptLoader loader = new ScriptLoader(load, appender);
      for (LoadedSeries series : load.series()) {
        loader.append(series);
      }
      if (load.withNativeHistograms()) {
        loader.appendNativeHistograms();
      }
      appender.commit();
    } catch (IOException e) {
      throw new ScriptException("data cannot be stored: " + e.getMessage(), e);
    }
  }

  private void append(LoadedSeries loaded) throws ScriptException {
    SeriesLine series = loaded.series();
    long reference = appender.reference(series.labels());
    for (int i = 0; i < series.values().size(); i++) {
      long timestampMillis = i * load.stepMillis();
      if (!loaded.startOffsets().isEmpty()
          && loaded.startOffsets().get(i) instanceof FloatValue(double offset)) {
        appender.startTimestamp(reference, timestampMillis + (long) offset);
      }
      Optional<AppendOutcome> outcome =
          switch (series.values().get(i)) {
            case Gap _ -> Optional.empty();
            case FloatValue(double value) ->
                Optional.of(appender.append(reference, timestampMillis, value));
            case HistogramValue(Histogram histogram, _) ->
                Optional.of(appender.append(reference, timestampMillis, histogram));
          };
      requireStored(outcome, series.labels(), timestampMillis);
    }
  }

  private static void requireStored(
      Optional<AppendOutcome> outcome, Labels labels, long timestampMillis) throws ScriptException {
    if (outcome.isPresent() && !outcome.get().isStored()) {
      throw new ScriptException(
          "sample of %s at %d ms is refused: %s".formatted(labels, timestampMillis, outcome.get()));
    }
  }

  private void appendNativeHistograms() throws ScriptException {
    Map<Labels, Map<Long, ClassicHistogram>> bySeries = new TreeMap<>();
    for (LoadedSeries loaded : load.series()) {
      collectClassic(loaded.series(), bySeries);
    }
    for (Map.Entry<Labels, Map<Long, ClassicHistogram>> series : bySeries.entrySet()) {
      long reference = appender.reference(series.getKey());
      for (Map.Entry<Long, ClassicHistogram> sample : series.getValue().entrySet()) {
        Histogram histogram = sample.getValue().toNative();
        AppendOutcome outcome = appender.append(reference, sample.getKey(), histogram);
        requireStored(Optional.of(outcome), series.getKey(), sample.getKey());
      }
    }
  }

  private void collectClassic(SeriesLine series, Map<Labels, Map<Long, ClassicHistogram>> into) {
    String name = series.labels().metricName();
    String bound = series.labels().get(BOUND);
    if (name.endsWith("_bucket") && !bound.isEmpty()) {
      parseBound(bound)
          .ifPresent(le -> collect(series, "_bucket", (h, v) -> h.setBucket(le, v), into));
    } else if (name.endsWith("_count")) {
      collect(series, "_count", ClassicHistogram::setCount, into);
    } else if (name.endsWith("_sum")) {
      collect(series, "_sum", ClassicHistogram::setSum, into);
    }
  }

  private static Optional<Double> parseBound(String text) {
    if (text.equals("+Inf") || text.equals("Inf")) {
      return Optional.of(Double.POSITIVE_INFINITY);
    }
    try {
      return Optional.of(Double.parseDouble(text)).filter(bound -> !bound.isNaN());
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private void collect(
      SeriesLine series,
      String suffix,
      ObjDoubleConsumer<ClassicHistogram> set,
      Map<Labels, Map<Long, ClassicHistogram>> into) {
    String name = series.labels().metricName();
    Labels base =
        series
            .labels()
            .without(List.of(BOUND))
            .with(Labels.METRIC_NAME, name.substring(0, name.length() - suffix.length()));
    Map<Long, ClassicHistogram> samples = into.computeIfAbsent(base, _ -> new TreeMap<>());
    for (int i = 0; i < series.values().size(); i++) {
      if (series.values().get(i) instanceof FloatValue(double value)) {
        set.accept(
            samples.computeIfAbsent(i * load.stepMillis(), _ -> new ClassicHistogram()), value);
      }
    }
  }
}
