package io.vigie.server.http.v1;

import io.vigie.model.metric.FloatText;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.explain.Explanation;
import io.vigie.promql.explain.LabelCounts;
import io.vigie.promql.explain.Matching;
import io.vigie.promql.explain.NodeExplanation;
import io.vigie.promql.explain.Reason;
import io.vigie.promql.parse.TreeView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An explanation as JSON: the nodes of `parse_query`, each with its `position` in the query
/// (bytes) and, under `explain`, with what happened there.
final class ExplanationView {
  private ExplanationView() {}

  static Map<String, @Nullable Object> of(Explanation explanation) {
    return TreeView.of(
        explanation.tree(),
        (node, view) -> {
          view.put("position", position(node));
          explanation.of(node).ifPresent(told -> view.put("explain", node(told)));
        });
  }

  private static Map<String, @Nullable Object> position(Expr node) {
    return fields("start", node.span().start(), "end", node.span().end());
  }

  private static Map<String, @Nullable Object> node(NodeExplanation told) {
    Map<String, @Nullable Object> view =
        fields(
            "steps",
            told.steps(),
            "seriesIn",
            told.seriesIn(),
            "seriesOut",
            told.seriesOut(),
            "samplesRead",
            told.samplesRead(),
            "ownMillis",
            millis(told.ownNanos()),
            "totalMillis",
            millis(told.totalNanos()),
            "labels",
            labels(told.labels()),
            "reasons",
            told.reasons().stream().map(ExplanationView::reason).toList());
    told.values()
        .ifPresent(bounds ->
            view.put(
                "values",
                fields(
                    "min", FloatText.plain(bounds.min()), "max", FloatText.plain(bounds.max()))));
    told.matching().ifPresent(matching -> view.put("matching", matching(matching)));
    return view;
  }

  /// To the microsecond.
  private static double millis(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }

  private static Map<String, @Nullable Object> labels(LabelCounts labels) {
    return fields(
        "counts",
        labels.labels().stream()
            .map(label -> fields("name", label.name(), "values", label.values()))
            .toList(),
        "truncated",
        labels.truncated());
  }

  private static Map<String, @Nullable Object> matching(Matching matching) {
    return fields(
        "groupCount",
        matching.groupCount(),
        "matchedCount",
        matching.matchedCount(),
        "leftOnlyCount",
        matching.leftOnlyCount(),
        "rightOnlyCount",
        matching.rightOnlyCount(),
        "groups",
        matching.groups().stream().map(ExplanationView::group).toList(),
        "truncated",
        matching.truncated());
  }

  private static Map<String, @Nullable Object> group(Matching.Group group) {
    return fields(
        "labels",
        group.labels().toMap(),
        "left",
        side(group.left()),
        "right",
        side(group.right()),
        "result",
        group.result().isPresent() ? group.result().getAsLong() : null,
        "reason",
        group.reason().map(ExplanationView::reason).orElse(null));
  }

  private static Map<String, @Nullable Object> side(Matching.Side side) {
    List<Map<String, @Nullable Object>> series =
        side.series().stream()
            .map(member -> fields("metric", member.labels().toMap(), "value", member.value()))
            .toList();
    return fields("count", side.count(), "series", series, "truncated", side.truncated());
  }

  private static Map<String, @Nullable Object> reason(Reason reason) {
    return fields(
        "kind", reason.kind().id(), "message", reason.message(), "details", reason.details());
  }

  private static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return fields;
  }
}
