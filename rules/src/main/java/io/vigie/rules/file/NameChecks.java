package io.vigie.rules.file;

import io.vigie.config.yaml.ConfigException;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.NameValidation;
import java.util.Map;
import java.util.function.Function;

/// Whether labels, annotations and recorded metrics have names that they may have; Prometheus'
/// words.
///
/// @param error makes an error that names the place
record NameChecks(NameValidation validation, Function<String, ConfigException> error) {
  void labels(Map<String, String> labels) {
    labels.forEach((name, _) -> {
      if (!validation.isValidLabelName(name) || name.equals(Labels.METRIC_NAME)) {
        throw error.apply("invalid label name: " + name);
      }
    });
  }

  void annotations(Map<String, String> annotations) {
    annotations.forEach((name, _) -> {
      if (!validation.isValidLabelName(name)) {
        throw error.apply("invalid annotation name: " + name);
      }
    });
  }

  void recordedMetric(String name) {
    if (!validation.isValidMetricName(name)) {
      throw error.apply("invalid recording rule name: " + name);
    }
    if (name.indexOf('{') >= 0 || name.indexOf('}') >= 0) {
      throw error.apply(
          "braces present in the recording rule name; should it be in expr?: " + name);
    }
  }
}
