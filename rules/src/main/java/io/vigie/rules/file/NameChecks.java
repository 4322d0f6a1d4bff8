package io.vigie.rules.file;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.NameValidation;
import java.util.Map;
import java.util.function.Consumer;

/// Whether labels, annotations and recorded metrics have names that they may have; Prometheus'
/// words.
///
/// @param report takes each problem
record NameChecks(NameValidation validation, Consumer<String> report) {
  void labels(Map<String, String> labels) {
    labels.forEach((name, _) -> {
      if (!validation.isValidLabelName(name) || name.equals(Labels.METRIC_NAME)) {
        report.accept("invalid label name: " + name);
      }
    });
  }

  void annotations(Map<String, String> annotations) {
    annotations.forEach((name, _) -> {
      if (!validation.isValidLabelName(name)) {
        report.accept("invalid annotation name: " + name);
      }
    });
  }

  void recordedMetric(String name) {
    if (!validation.isValidMetricName(name)) {
      report.accept("invalid recording rule name: " + name);
    } else if (name.indexOf('{') >= 0 || name.indexOf('}') >= 0) {
      report.accept("braces present in the recording rule name; should it be in expr?: " + name);
    }
  }
}
