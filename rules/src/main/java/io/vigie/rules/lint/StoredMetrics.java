package io.vigie.rules.lint;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.time.Ticker;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.FunctionSignatures;
import io.vigie.promql.ast.Printer;
import io.vigie.promql.ast.Span;
import io.vigie.promql.ast.TimeShift;
import io.vigie.promql.ast.Trees;
import io.vigie.promql.eval.LastSample;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.promql.explain.Explanation;
import io.vigie.promql.explain.NodeExplanation;
import io.vigie.promql.explain.Reason;
import io.vigie.promql.value.Value;
import io.vigie.promql.value.VectorElement;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Finds out what rules ask for from a store, as it is at one instant. Remembers what it found out:
/// to be used for one run, by one thread.
public final class StoredMetrics implements KnownMetrics {
  /// So far back the last sample of an empty selector is looked for.
  static final Duration LOOK_BACK = Duration.ofDays(15);

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /// For all questions together; those that come later stay without an answer.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration LABELS_OF = Duration.ofHours(1);

  private final MetricStore store;
  private final PromqlEngine engine;
  private final Function<String, Optional<MetricMetadata>> metadata;
  private final long atMillis;
  private final Ticker ticker;
  private final long deadlineNanos;
  private final QueryOptions options = QueryOptions.defaults().withTimeout(TIMEOUT);
  private final Map<String, Presence> presences = new HashMap<>();
  private final Map<LabelOf, LabelValues> values = new HashMap<>();

  private record LabelOf(String metric, String name) {}

  /// @param engine over the same store
  /// @param metadata of a metric, or of the family that it is a part of
  public StoredMetrics(
      MetricStore store,
      PromqlEngine engine,
      Function<String, Optional<MetricMetadata>> metadata,
      long atMillis,
      Ticker ticker) {
    this.store = store;
    this.engine = engine;
    this.metadata = metadata;
    this.atMillis = atMillis;
    this.ticker = ticker;
    this.deadlineNanos = ticker.readNanos() + PATIENCE.toNanos();
  }

  /// Many slow questions together must not keep anybody waiting for long.
  private boolean isLate() {
    return ticker.readNanos() - deadlineNanos > 0;
  }

  @Override
  public Optional<MetricMetadata> metadata(String metric) {
    return metadata.apply(metric);
  }

  @Override
  public Presence presence(Expr selector) {
    Expr now = withoutShift(selector);
    return isLate()
        ? new Presence.Unknown()
        : presences.computeIfAbsent(Printer.print(now), _ -> find(now));
  }

  /// An offset says when to look, not at what.
  private static Expr withoutShift(Expr selector) {
    return selector instanceof Expr.VectorSelector instant
        ? instant.withShift(TimeShift.NONE)
        : Trees.mapChildren(selector, StoredMetrics::withoutShift);
  }

  private Presence find(Expr selector) {
    try {
      String query = Printer.print(presenceOf(selector));
      Explanation explanation = engine.explainInstant(query, atMillis, options).explanation();
      boolean isThere =
          explanation.of(explanation.tree()).filter(top -> top.seriesOut() > 0).isPresent();
      if (isThere) {
        return new Presence.Present();
      }
      List<Reason> reasons =
          Shapes.nodes(explanation.tree()).stream()
              .flatMap(node -> explanation.of(node).stream())
              .map(NodeExplanation::reasons)
              .flatMap(List::stream)
              .distinct()
              .toList();
      return new Presence.Absent(
          reasons,
          LastSample.millis(engine, instantSelector(selector), atMillis, LOOK_BACK, options));
    } catch (QueryException _) {
      return new Presence.Unknown();
    }
  }

  /// The samples of a range are counted, not shown.
  private static Expr presenceOf(Expr selector) {
    return selector instanceof Expr.MatrixSelector
        ? new Expr.Call(
            FunctionSignatures.find("present_over_time").orElseThrow(),
            List.of(selector),
            Span.NONE)
        : selector;
  }

  private static Expr.VectorSelector instantSelector(Expr selector) {
    return switch (selector) {
      case Expr.VectorSelector instant -> instant;
      case Expr.MatrixSelector range -> range.selector();
      case Expr other -> throw new IllegalArgumentException(Printer.print(other));
    };
  }

  @Override
  public List<VectorElement> now(String expression) {
    if (isLate()) {
      return List.of();
    }
    try {
      return engine.instant(expression, atMillis, options).value()
              instanceof Value.Vector(List<VectorElement> elements)
          ? elements
          : List.of();
    } catch (QueryException _) {
      return List.of();
    }
  }

  @Override
  public List<String> labelNames(String metric) {
    try {
      return store.labelNames(lately(), List.of(named(metric)));
    } catch (IOException _) {
      return List.of();
    }
  }

  @Override
  public LabelValues labelValues(String metric, String label) {
    return isLate()
        ? LabelValues.NONE
        : values.computeIfAbsent(new LabelOf(metric, label), this::find);
  }

  private LabelValues find(LabelOf label) {
    try {
      return LabelValues.of(
          store.labelValues(label.name(), lately(), List.of(named(label.metric()))));
    } catch (IOException _) {
      return LabelValues.NONE;
    }
  }

  private TimeRange lately() {
    return new TimeRange(atMillis - LABELS_OF.toMillis(), atMillis);
  }

  private static LabelMatcher named(String metric) {
    return LabelMatcher.equal(Labels.METRIC_NAME, metric);
  }
}
