package io.vigie.rules.template;

import io.vigie.template.value.FunctionFailure;
import io.vigie.template.value.GoFunction;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Functions of what `query` gives.
final class SampleFunctions {
  static final Map<String, GoFunction> ALL =
      Map.of(
          "first", GoFunction.of(a -> first(a.getFirst().elements()), TemplateSample.LIST),
          "label",
              GoFunction.of(
                  a -> GoValue.of(TemplateSample.label(a.get(1), a.get(0).text())),
                  GoType.STRING,
                  TemplateSample.TYPE),
          "value", GoFunction.of(a -> TemplateSample.value(a.getFirst()), TemplateSample.TYPE),
          "strvalue",
              GoFunction.of(
                  a -> GoValue.of(TemplateSample.label(a.getFirst(), "__value__")),
                  TemplateSample.TYPE),
          "sortByLabel",
              GoFunction.of(
                  a -> sorted(a.get(0).text(), a.get(1)), GoType.STRING, TemplateSample.LIST));

  private SampleFunctions() {}

  private static GoValue first(List<GoValue> samples) {
    if (samples.isEmpty()) {
      throw new FunctionFailure("first() called on vector with no elements");
    }
    return samples.getFirst();
  }

  private static GoValue sorted(String label, GoValue samples) {
    return GoValue.list(
        TemplateSample.LIST,
        samples.elements().stream()
            .sorted(Comparator.comparing(sample -> TemplateSample.label(sample, label)))
            .toList());
  }
}
