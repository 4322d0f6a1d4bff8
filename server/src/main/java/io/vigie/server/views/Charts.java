package io.vigie.server.views;

import io.vigie.model.metric.Labels;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.promql.value.MatrixSeries;
import io.vigie.promql.value.Value;
import io.vigie.server.views.FieldMapping.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// How fields of views came to what they are. A chart shows one field (`system.cpu.usagePercent`),
/// all of a group (`system.cpu`, or `cpu` for short), or of a view. Thread-safe.
public final class Charts {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final PromqlEngine engine;
  private final Supplier<FieldMapping> mapping;

  /// @param mapping asked for at each chart
  public Charts(PromqlEngine engine, Supplier<FieldMapping> mapping) {
    this.engine = engine;
    this.mapping = mapping;
  }

  /// One line of a chart.
  ///
  /// @param field path of the field
  public record Line(String field, Labels labels, List<Point> points) {
    public Line {
      points = List.copyOf(points);
    }
  }

  /// @param timestampMillis milliseconds since the epoch
  public record Point(long timestampMillis, double value) {}

  /// What charts there are, the short names of groups among them.
  public Set<String> types() {
    Set<String> types = new TreeSet<>();
    for (View view : View.values()) {
      types.add(view.word());
      for (String field : mapping.get().of(view).keySet()) {
        types.add(field.substring(0, endOfGroup(field)));
      }
    }
    return types;
  }

  private static int endOfGroup(String field) {
    int dot = field.indexOf('.');
    return dot < 0 ? field.length() : dot;
  }

  /// The lines of a chart up to a time; empty if there is no such chart. A field without data has
  /// no line.
  public Optional<List<Line>> draw(String type, long endMillis, Duration range, Duration step) {
    boolean known = false;
    List<Line> lines = new ArrayList<>();
    long end = endMillis - Math.floorMod(endMillis, step.toMillis());
    for (View view : View.values()) {
      for (Map.Entry<String, String> field : mapping.get().of(view).entrySet()) {
        String path = view.word() + "." + field.getKey();
        if (isOf(type, view, field.getKey(), path)) {
          known = true;
          lines.addAll(lines(path, field.getValue(), end - range.toMillis(), end, step));
        }
      }
    }
    return known ? Optional.of(lines) : Optional.empty();
  }

  private static boolean isOf(String type, View view, String field, String path) {
    return type.equals(view.word())
        || type.equals(path)
        || path.startsWith(type + ".")
        || type.equals(field)
        || field.startsWith(type + ".");
  }

  private List<Line> lines(
      String path, String expression, long startMillis, long endMillis, Duration step) {
    if (expression.isBlank()) {
      return List.of();
    }
    try {
      Value value =
          engine
              .range(
                  expression,
                  startMillis,
                  endMillis,
                  step.toMillis(),
                  QueryOptions.defaults().withTimeout(TIMEOUT))
              .value();
      return value instanceof Value.Matrix(List<MatrixSeries> series)
          ? series.stream().map(each -> line(path, each)).toList()
          : List.of();
    } catch (QueryException e) {
      return List.of(); // it was checked when the configuration was read: no data to answer
    }
  }

  private static Line line(String path, MatrixSeries series) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      if (!series.isHistogram(i) && Double.isFinite(series.value(i))) {
        points.add(new Point(series.timestampMillis(i), series.value(i)));
      }
    }
    return new Line(path, series.labels(), points);
  }
}
