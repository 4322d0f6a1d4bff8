package io.vigie.rules.template;

import io.vigie.promql.value.VectorElement;

/// Fills in the templates of an alert's labels and annotations. Thread-safe.
@FunctionalInterface
public interface AlertTexts {
  /// Fills in nothing: texts stay as they are written.
  AlertTexts AS_WRITTEN = (_, text, _, _) -> text;

  /// Fills in one text. Never throws: what is wrong with a template stands in the result, so that
  /// an alert is sent in any case.
  ///
  /// @param alertName whose text it is, for messages
  /// @param sample the series that the alert is about, with its value
  /// @param timestampMillis the instant of evaluation, milliseconds since the epoch
  String expand(String alertName, String text, VectorElement sample, long timestampMillis);
}
