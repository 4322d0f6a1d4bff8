package io.vigie.rules.template;

import io.vigie.model.metric.Labels;
import io.vigie.promql.value.VectorElement;
import io.vigie.template.value.GoField;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import java.util.List;

/// What `query` gives, as templates see it.
final class TemplateSample {
  /// Go has a pointer here.
  static final GoType TYPE =
      GoType.struct(
          "*template.sample",
          GoField.of("Labels", GoType.STRING_MAP),
          GoField.of("Value", GoType.FLOAT64));

  static final GoType LIST = GoType.listOf(TYPE).named("template.queryResult");

  private TemplateSample() {}

  static GoValue list(List<VectorElement> vector) {
    return GoValue.list(
        LIST,
        vector.stream()
            .map(element ->
                GoValue.struct(
                    TYPE, GoValue.stringMap(element.labels().toMap()), GoValue.of(element.value())))
            .toList());
  }

  static String label(GoValue sample, String name) {
    GoValue labels = ((GoValue.Struct) sample).values().getFirst();
    GoValue value = ((GoValue.Mapping) labels).entries().get(name);
    return value == null ? "" : value.text();
  }

  static GoValue value(GoValue sample) {
    return ((GoValue.Struct) sample).values().get(1);
  }

  static GoValue labels(Labels labels) {
    return GoValue.stringMap(labels.toMap());
  }
}
