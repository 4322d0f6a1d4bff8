package io.vigie.promql.eval;

import io.vigie.model.metric.FloatText;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.explain.Matching.Member;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The groups in which the series of two vectors meet, taken down before they are matched.
///
/// Series are only looked at here and not kept, as a match may change their columns: of each side a
/// few members are written down, and of the steps only what matters.
final class MatchingRecord {
  private static final int MOST_MEMBERS = 5;

  /// About what a group costs, with its key in a map.
  private static final long GROUP_BYTES = 400;

  /// The series of one side of a group.
  static final class Side {
    private final List<Member> members = new ArrayList<>();
    private final BitSet steps = new BitSet();
    private long count;
    private boolean several;

    /// How many series there are.
    long count() {
      return count;
    }

    /// The first of them.
    List<Member> members() {
      return members;
    }

    /// Whether more than one has a sample at the same step.
    boolean hasSeveral() {
      return several;
    }

    private void add(StepSeries series) {
      count++;
      if (members.size() < MOST_MEMBERS) {
        members.add(new Member(series.labels(), newest(series.column())));
      }
      for (int step = 0; step < series.column().steps(); step++) {
        if (series.column().isPresent(step)) {
          several |= steps.get(step);
          steps.set(step);
        }
      }
    }
  }

  /// The series that agree in the labels that must agree.
  static final class Group {
    private final Labels key;
    private final Side left = new Side();
    private final Side right = new Side();
    private long result;

    private Group(Labels key) {
      this.key = key;
    }

    Labels key() {
      return key;
    }

    Side left() {
      return left;
    }

    Side right() {
      return right;
    }

    /// How many series came out.
    long result() {
      return result;
    }

    /// Whether both sides have a sample at some step.
    boolean meet() {
      return left.steps.intersects(right.steps);
    }
  }

  private final Expr.Binary node;
  private final MatchKeys keys;
  private final Map<Labels, Group> groups = new LinkedHashMap<>();
  private boolean matched;

  MatchingRecord(
      Expr.Binary node, List<StepSeries> left, List<StepSeries> right, QueryLimits limits) {
    this.node = node;
    this.keys = new MatchKeys(node.matching());
    left.forEach(series -> group(series).left.add(series));
    right.forEach(series -> group(series).right.add(series));
    long stepBytes = left.isEmpty() ? 0 : left.getFirst().column().steps() / 4;
    limits.hold(0, groups.size() * (GROUP_BYTES + stepBytes));
  }

  private Group group(StepSeries series) {
    return groups.computeIfAbsent(keys.key(series.labels()), Group::new);
  }

  Expr.Binary node() {
    return node;
  }

  Collection<Group> groups() {
    return groups.values();
  }

  /// Whether the match came to an end; the query failed in it otherwise.
  boolean isMatched() {
    return matched;
  }

  /// Assigns what came out to the groups. Where the operator drops the name, results are found
  /// again by the rest of the key.
  void matched(List<StepSeries> result) {
    matched = true;
    Map<Labels, Group> byRest = new LinkedHashMap<>();
    for (StepSeries series : result) {
      Labels key = keys.key(series.labels());
      Group group = groups.get(key);
      if (group == null) {
        if (byRest.isEmpty()) {
          groups.forEach((whole, one) -> byRest.put(StepSeries.withoutMetadata(whole), one));
        }
        group = byRest.get(StepSeries.withoutMetadata(key));
      }
      if (group != null) {
        group.result++;
      }
    }
  }

  private static String newest(StepColumn column) {
    for (int step = column.steps() - 1; step >= 0; step--) {
      Histogram histogram = column.histogramOrNull(step);
      if (histogram != null) {
        return "histogram of " + FloatText.plain(histogram.count());
      }
      if (column.isPresent(step)) {
        return FloatText.plain(column.value(step));
      }
    }
    return "";
  }
}
