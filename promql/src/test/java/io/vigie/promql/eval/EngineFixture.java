package io.vigie.promql.eval;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.Staleness;
import io.vigie.model.time.Ticker;
import io.vigie.promql.value.MatrixSeries;
import io.vigie.promql.value.Value;
import io.vigie.promql.value.VectorElement;
import io.vigie.testkit.InMemoryMetricStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;

/// A store with a few samples and an engine over it.
final class EngineFixture {
  static final EngineOptions ALL_FEATURES =
      EngineOptions.defaults()
          .withFeatures(
              EnumSet.complementOf(
                  EnumSet.of(
                      QueryFeature.TYPE_AND_UNIT_LABELS, QueryFeature.DELAYED_NAME_REMOVAL)));

  private final InMemoryMetricStore store = new InMemoryMetricStore();
  private final PromqlEngine engine;

  EngineFixture() {
    this(ALL_FEATURES, Ticker.system());
  }

  EngineFixture(EngineOptions options, Ticker ticker) {
    engine = new PromqlEngine(store, options, ticker);
  }

  PromqlEngine engine() {
    return engine;
  }

  /// Adds a series with one value every `stepSeconds` from time 0 on; NaN leaves a gap.
  EngineFixture load(int stepSeconds, Labels labels, double... values) {
    try (Appender appender = store.appender()) {
      long reference = appender.reference(labels);
      for (int i = 0; i < values.length; i++) {
        if (!Double.isNaN(values[i]) || Staleness.isMarker(values[i])) {
          appender.append(reference, i * stepSeconds * 1000L, values[i]);
        }
      }
      appender.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  EngineFixture load(int stepSeconds, Labels labels, Histogram... values) {
    try (Appender appender = store.appender()) {
      long reference = appender.reference(labels);
      for (int i = 0; i < values.length; i++) {
        appender.append(reference, i * stepSeconds * 1000L, values[i]);
      }
      appender.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  QueryResult at(int seconds, String query) {
    return engine.instant(query, seconds * 1000L, QueryOptions.defaults());
  }

  QueryResult range(int fromSeconds, int toSeconds, int stepSeconds, String query) {
    return engine.range(
        query,
        fromSeconds * 1000L,
        toSeconds * 1000L,
        stepSeconds * 1000L,
        QueryOptions.defaults());
  }

  /// The elements of an instant vector.
  List<VectorElement> vector(int seconds, String query) {
    return ((Value.Vector) at(seconds, query).value()).elements();
  }

  /// The value of the only element.
  double only(int seconds, String query) {
    List<VectorElement> elements = vector(seconds, query);
    if (elements.size() != 1) {
      throw new AssertionError("not one element: " + elements);
    }
    return elements.getFirst().value();
  }

  List<MatrixSeries> matrix(int fromSeconds, int toSeconds, int stepSeconds, String query) {
    return ((Value.Matrix) range(fromSeconds, toSeconds, stepSeconds, query).value()).series();
  }

  static Labels metric(String name, String... labels) {
    return Labels.of(labels).with(Labels.METRIC_NAME, name);
  }
}
