package io.vigie.server.kubernetes;

import java.util.List;
import java.util.Map;

/// `matchLabels` and `matchExpressions`; one without either selects everything.
record LabelSelector(Map<String, String> labels, List<Fields> expressions) {
  static LabelSelector of(Fields selector) {
    return new LabelSelector(selector.map("matchLabels"), selector.items("matchExpressions"));
  }

  boolean matches(Map<String, String> given) {
    return given.entrySet().containsAll(labels.entrySet())
        && expressions.stream().allMatch(expression -> matches(expression, given));
  }

  private static boolean matches(Fields expression, Map<String, String> given) {
    String key = expression.text("key").orElse("");
    List<String> values = expression.texts("values");
    String value = given.getOrDefault(key, "");
    return switch (expression.text("operator").orElse("")) {
      case "In" -> given.containsKey(key) && values.contains(value);
      case "NotIn" -> !given.containsKey(key) || !values.contains(value);
      case "Exists" -> given.containsKey(key);
      case "DoesNotExist" -> !given.containsKey(key);
      default -> false;
    };
  }

  /// As it is written, on one line.
  static String text(Map<String, String> labels) {
    StringBuilder text = new StringBuilder("{");
    labels.forEach((name, value) ->
        text.append(text.length() == 1 ? "" : ", ").append(name).append(": ").append(value));
    return text.append('}').toString();
  }
}
