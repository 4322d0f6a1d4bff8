package io.vigie.promql.eval;

import io.vigie.model.metric.FloatText;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.ast.Durations;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Trees;
import io.vigie.promql.ast.ValueType;
import io.vigie.promql.eval.MatchingRecord.Group;
import io.vigie.promql.explain.Explanation;
import io.vigie.promql.explain.Matching;
import io.vigie.promql.explain.NodeExplanation;
import io.vigie.promql.explain.Reason;
import io.vigie.promql.explain.Reason.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Makes an [Explanation] of what a [Recorder] has written down, and finds the reasons where
/// nothing came out.
final class ExplanationAssembly {
  /// Groups shown of one match, and of all matches of a query.
  private static final int MOST_GROUPS = 50;

  private static final int MOST_GROUPS_TOGETHER = 250;

  /// Selectors that the store is asked about again.
  private static final int MOST_DIAGNOSES = 20;

  private static final Set<String> NEED_TWO_SAMPLES =
      Set.of(
          "rate",
          "increase",
          "delta",
          "irate",
          "idelta",
          "deriv",
          "predict_linear",
          "double_exponential_smoothing");

  private final Recorder recorder;
  private final SelectorDiagnosis diagnosis;
  private final long lookbackMillis;
  private final IdentityHashMap<Expr, NodeExplanation> nodes = new IdentityHashMap<>();
  private int groupsLeft = MOST_GROUPS_TOGETHER;
  private int diagnosesLeft = MOST_DIAGNOSES;

  ExplanationAssembly(
      Recorder recorder, MetricStore store, QueryLimits limits, long lookbackMillis) {
    this.recorder = recorder;
    this.diagnosis = new SelectorDiagnosis(store, limits);
    this.lookbackMillis = lookbackMillis;
  }

  /// @param completed whether the query has an answer; where it failed, an empty node means nothing
  Explanation assemble(Expr tree, boolean completed) throws IOException {
    explain(tree, completed);
    return new Explanation(tree, nodes);
  }

  private void explain(Expr node, boolean completed) throws IOException {
    for (Expr child : below(node)) {
      explain(child, completed);
    }
    Optional<NodeRecord> record = recorder.find(node);
    if (record.isEmpty()
        || node instanceof Expr.NumberLiteral
        || node instanceof Expr.StringLiteral) {
      return;
    }
    nodes.put(node, explain(node, record.get(), completed));
  }

  private NodeExplanation explain(Expr node, NodeRecord record, boolean completed)
      throws IOException {
    long in = isSelector(node) ? selected(node) : 0;
    long total = record.ownNanos();
    for (Expr child : below(node)) {
      NodeExplanation below = nodes.get(child);
      if (below != null) {
        total += below.totalNanos();
        in += child.type() == ValueType.SCALAR ? 0 : below.seriesOut();
      }
    }
    boolean isEmpty = completed && record.seriesOut() == 0 && node.type() != ValueType.SCALAR;
    return new NodeExplanation(
        Math.max(1, record.steps()),
        in,
        record.seriesOut(),
        record.samplesRead(),
        record.ownNanos(),
        total,
        record.values(),
        record.labels(),
        record.matching().map(this::matching),
        isEmpty || (isSelector(node) && selected(node) == 0) ? reasons(node, in) : List.of());
  }

  /// A range selector is one node, the selector inside it none of its own.
  private static List<Expr> below(Expr node) {
    return node instanceof Expr.MatrixSelector ? List.of() : Trees.children(node);
  }

  private static boolean isSelector(Expr node) {
    return node instanceof Expr.VectorSelector || node instanceof Expr.MatrixSelector;
  }

  private static Expr.VectorSelector selector(Expr node) {
    return node instanceof Expr.MatrixSelector range
        ? range.selector()
        : (Expr.VectorSelector) node;
  }

  /// The series that match a selector.
  private int selected(Expr node) {
    return recorder.find(selector(node)).map(NodeRecord::selectedSeries).orElse(0);
  }

  private List<Reason> reasons(Expr node, long seriesIn) throws IOException {
    if (isSelector(node)) {
      return ofSelector(node, seriesIn);
    }
    if (seriesIn == 0) {
      return List.of(); // a node below says why
    }
    if (node instanceof Expr.Call call
        && NEED_TWO_SAMPLES.contains(call.function().name())
        && call.arguments().getFirst() instanceof Expr.MatrixSelector range) {
      return List.of(needsTwoSamples(call.function().name(), range));
    }
    if (node instanceof Expr.Binary binary
        && binary.operator().isComparison()
        && !binary.matchesVectors()) {
      return List.of(neverTrue(binary));
    }
    return List.of();
  }

  private List<Reason> ofSelector(Expr node, long selected) throws IOException {
    List<LabelMatcher> matchers = selector(node).matchers();
    Optional<TimeRange> range = recorder.find(selector(node)).flatMap(NodeRecord::selectedRange);
    if (range.isEmpty() || diagnosesLeft-- <= 0) {
      return List.of();
    }
    if (selected == 0) {
      return diagnosis.ofNoSeries(matchers, range.get());
    }
    boolean isRange = node instanceof Expr.MatrixSelector;
    long reach =
        node instanceof Expr.MatrixSelector matrix
            ? matrix.range().constantMillis()
            : lookbackMillis;
    return List.of(diagnosis.ofNoSamples(matchers, range.get(), (int) selected, reach, isRange));
  }

  private Reason needsTwoSamples(String function, Expr.MatrixSelector range) throws IOException {
    long rangeMillis = range.range().constantMillis();
    Optional<TimeRange> looked = recorder.find(range.selector()).flatMap(NodeRecord::selectedRange);
    OptionalLong interval =
        looked.isPresent()
            ? diagnosis.intervalMillis(range.selector().matchers(), looked.get())
            : OptionalLong.empty();
    List<Object> details = new ArrayList<>();
    details.addAll(List.of("function", function, "rangeMillis", rangeMillis));
    interval.ifPresent(millis -> details.addAll(List.of("intervalMillis", millis)));
    return Reason.of(
        Kind.NEEDS_TWO_SAMPLES,
        "%s needs at least two samples in a window of %s%s"
            .formatted(
                function,
                Durations.format(rangeMillis),
                interval.isPresent()
                    ? ", and samples are "
                        + Durations.format(interval.getAsLong())
                        + " apart: take a window of at least "
                        + Durations.format(4 * interval.getAsLong())
                    : ""),
        details.toArray());
  }

  private Reason neverTrue(Expr.Binary binary) {
    Expr vector = binary.left().type() == ValueType.SCALAR ? binary.right() : binary.left();
    List<Object> details = new ArrayList<>(List.of("operator", binary.operator().symbol()));
    String bounds = "";
    NodeExplanation compared = nodes.get(vector);
    if (compared != null && compared.values().isPresent()) {
      String min = FloatText.general(compared.values().get().min());
      String max = FloatText.general(compared.values().get().max());
      details.addAll(List.of("min", min, "max", max));
      bounds = ": the values lie between " + min + " and " + max;
    }
    return Reason.of(
        Kind.COMPARISON_NEVER_TRUE,
        binary.operator().symbol() + " is true of no value" + bounds,
        details.toArray());
  }

  private Matching matching(MatchingRecord record) {
    MatchReasons reasons = new MatchReasons(record);
    List<Group> remarkable = new ArrayList<>();
    List<Group> usual = new ArrayList<>();
    int matched = 0;
    int leftOnly = 0;
    int rightOnly = 0;
    for (Group group : record.groups()) {
      if (group.right().count() == 0) {
        leftOnly++;
      } else if (group.left().count() == 0) {
        rightOnly++;
      } else {
        matched++;
      }
      List<Group> kind = reasons.isRemarkable(group) ? remarkable : usual;
      if (kind.size() < MOST_GROUPS) {
        kind.add(group);
      }
    }
    remarkable.addAll(usual);
    List<Matching.Group> shown =
        remarkable.stream()
            .limit(Math.min(MOST_GROUPS, groupsLeft))
            .map(group -> group(group, record.isMatched(), reasons))
            .toList();
    groupsLeft -= shown.size();
    return new Matching(shown, record.groups().size(), matched, leftOnly, rightOnly);
  }

  private static Matching.Group group(Group group, boolean matched, MatchReasons reasons) {
    return new Matching.Group(
        group.key(),
        new Matching.Side(group.left().count(), group.left().members()),
        new Matching.Side(group.right().count(), group.right().members()),
        matched ? OptionalLong.of(group.result()) : OptionalLong.empty(),
        reasons.of(group));
  }
}
