package io.vigie.server.views;

import io.vigie.model.metric.Labels;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.promql.value.Value;
import io.vigie.promql.value.VectorElement;
import io.vigie.server.views.FieldMapping.View;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Answers the fields of views. What was answered lately is answered again without asking the
/// store: many pages ask for the same. Thread-safe.
public final class ViewReader {
  private static final Duration GOOD_FOR = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final PromqlEngine engine;
  private final Supplier<FieldMapping> mapping;
  private final InstantSource clock;
  private final Map<View, Fields> latest = new TreeMap<>();

  /// @param mapping asked for at each answer
  public ViewReader(PromqlEngine engine, Supplier<FieldMapping> mapping, InstantSource clock) {
    this.engine = engine;
    this.mapping = mapping;
    this.clock = clock;
  }

  /// A view at one time.
  ///
  /// @param timestampMillis milliseconds since the epoch
  /// @param values by field, in the order of the mapping; empty where there is no data
  public record Fields(long timestampMillis, Map<String, Optional<FieldValue>> values) {}

  /// What a field says.
  public sealed interface FieldValue {
    /// One number.
    record Single(double value) implements FieldValue {}

    /// A number for each set of labels.
    record Several(List<Labeled> values) implements FieldValue {
      public Several {
        values = List.copyOf(values);
      }
    }

    /// One of several.
    record Labeled(Labels labels, double value) {}
  }

  /// The fields of a view now.
  public synchronized Fields read(View view) {
    long now = clock.millis();
    Fields known = latest.get(view);
    if (known != null && now - known.timestampMillis() < GOOD_FOR.toMillis()) {
      return known;
    }
    Map<String, Optional<FieldValue>> values = new LinkedHashMap<>();
    mapping
        .get()
        .of(view)
        .forEach((field, expression) ->
            values.put(field, expression.isBlank() ? Optional.empty() : ask(expression, now)));
    Fields fields = new Fields(now, values);
    latest.put(view, fields);
    return fields;
  }

  /// What an expression says now; empty if there is no data, or no answer.
  public Optional<FieldValue> ask(String expression, long timestampMillis) {
    try {
      QueryOptions options = QueryOptions.defaults().withTimeout(TIMEOUT);
      return valueOf(engine.instant(expression, timestampMillis, options).value());
    } catch (QueryException e) {
      return Optional.empty(); // it was checked when the configuration was read: no data to answer
    }
  }

  private static Optional<FieldValue> valueOf(Value value) {
    return switch (value) {
      case Value.Scalar scalar -> number(scalar.value());
      case Value.Vector(List<VectorElement> elements) -> valueOf(elements);
      case Value.Text _, Value.Matrix _ -> Optional.empty();
    };
  }

  private static Optional<FieldValue> valueOf(List<VectorElement> elements) {
    if (elements.size() == 1 && elements.getFirst().labels().isEmpty()) {
      return number(elements.getFirst().value());
    }
    List<FieldValue.Labeled> values =
        elements.stream()
            .filter(element -> !element.isHistogram() && Double.isFinite(element.value()))
            .map(element -> new FieldValue.Labeled(element.labels(), element.value()))
            .toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(new FieldValue.Several(values));
  }

  /// Not a number means no data, as with the quantile of nothing.
  private static Optional<FieldValue> number(double value) {
    return Double.isFinite(value) ? Optional.of(new FieldValue.Single(value)) : Optional.empty();
  }
}
