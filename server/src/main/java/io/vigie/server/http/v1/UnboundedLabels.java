package io.vigie.server.http.v1;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import io.vigie.rules.lint.LabelValues;
import io.vigie.rules.lint.Unbounded;
import io.vigie.server.http.JsonWriter;
import io.vigie.tsdb.Cardinality;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Labels whose values have no bound, with the metric that they cost most in, why, and what to do.
final class UnboundedLabels {
  /// With fewer values nothing is said of a label.
  private static final int FEWEST_VALUES = 3;

  /// Labels that are reported at once, those with most values first.
  private static final int MOST = 20;

  /// A label of a metric.
  ///
  /// @param values of the label in series of the metric
  record Found(String metric, String label, int values, Unbounded why) {
    void write(JsonWriter json) throws IOException {
      json.beginObject().name("metric").string(metric).name("label").string(label);
      json.name("values").number((long) values);
      writeWhy(json);
      json.endObject();
    }

    /// As fields of an object.
    void writeWhy(JsonWriter json) throws IOException {
      json.name("kind").string(why.word());
      json.name("reason").string(why.reason(metric, label, values).english());
      json.name("remedies")
          .strings(List.of(Unbounded.withoutLabel(label), Unbounded.budget(metric)));
    }
  }

  private UnboundedLabels() {}

  /// Whether there are enough values to be judged.
  static boolean mayBe(int values) {
    return values >= FEWEST_VALUES;
  }

  /// Those of all active series.
  static List<Found> of(Cardinality cardinality) throws IOException {
    List<Found> found = new ArrayList<>();
    for (Map.Entry<String, List<String>> label :
        cardinality.valuesByLabel(FEWEST_VALUES).entrySet()) {
      if (Unbounded.of(label.getKey(), LabelValues.of(label.getValue())).isPresent()) {
        ofCostliest(label.getKey(), cardinality).ifPresent(found::add);
      }
    }
    found.sort(Comparator.comparingInt(each -> -each.values()));
    return found.subList(0, Math.min(MOST, found.size()));
  }

  private static Optional<Found> ofCostliest(String label, Cardinality cardinality)
      throws IOException {
    List<LabelMatcher> withLabel = List.of(LabelMatcher.of(label, Operator.NOT_EQUAL, ""));
    Optional<String> metric =
        cardinality.seriesByValue(Labels.METRIC_NAME, withLabel).entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey);
    return metric.isEmpty() ? Optional.empty() : of(metric.get(), label, cardinality);
  }

  /// Why a label of a metric has no bound; empty if it has one, as far as that can be told.
  static Optional<Found> of(String metric, String label, Cardinality cardinality)
      throws IOException {
    List<LabelMatcher> ofMetric = List.of(LabelMatcher.equal(Labels.METRIC_NAME, metric));
    LabelValues values =
        LabelValues.of(
            cardinality.seriesByValue(label, ofMetric).keySet().stream().sorted().toList());
    return Unbounded.of(label, values).map(why -> new Found(metric, label, values.count(), why));
  }
}
