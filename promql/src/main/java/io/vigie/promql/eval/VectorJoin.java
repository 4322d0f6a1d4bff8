package io.vigie.promql.eval;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.VectorMatching.Cardinality;
import io.vigie.promql.value.Remarks;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Arithmetic and comparisons between two vectors. Series are brought together by key once; then
/// pairs of columns are computed, step by step only where more than one series has a key.
///
/// One side has at most one element per key and step, the other may have many; with `group_right`
/// the sides are swapped, for all but the operator itself.
final class VectorJoin {
  /// The series of one key.
  private static final class Group {
    private final List<StepSeries> many = new ArrayList<>();
    private final List<StepSeries> one = new ArrayList<>();
  }

  /// A series that comes out.
  private record Output(boolean dropsName, StepColumn column) {}

  private final Expr.Binary expr;
  private final QueryContext context;
  private final MatchKeys keys;
  private final int steps;
  private final boolean swapped;
  private final boolean oneToOne;
  private final OptionalDouble fillMany;
  private final OptionalDouble fillOne;
  private final Map<Labels, Output> outputs = new LinkedHashMap<>();
  private final ElementOperators.Result result = new ElementOperators.Result();
  private final Remarks remarks;
  private final List<StepSeries> manySide;
  private @Nullable BitSet manyPresent;

  private VectorJoin(Expr.Binary expr, QueryContext context, int steps, List<StepSeries> manySide) {
    this.expr = expr;
    this.context = context;
    this.keys = new MatchKeys(expr.matching());
    this.steps = steps;
    this.swapped = expr.matching().cardinality() == Cardinality.ONE_TO_MANY;
    this.oneToOne = expr.matching().cardinality() == Cardinality.ONE_TO_ONE;
    this.fillMany = expr.matching().fill().left();
    this.fillOne = expr.matching().fill().right();
    this.remarks = context.remarks();
    this.manySide = manySide;
  }

  static List<StepSeries> evaluate(
      Expr.Binary expr,
      List<StepSeries> left,
      List<StepSeries> right,
      int steps,
      QueryContext context) {
    boolean swapped = expr.matching().cardinality() == Cardinality.ONE_TO_MANY;
    VectorJoin join = new VectorJoin(expr, context, steps, swapped ? right : left);
    return join.evaluate(swapped ? right : left, swapped ? left : right);
  }

  private List<StepSeries> evaluate(List<StepSeries> many, List<StepSeries> one) {
    Map<Labels, Group> groups = LinkedHashMap.newLinkedHashMap(many.size());
    many.forEach(series -> group(groups, series).many.add(series));
    one.forEach(series -> group(groups, series).one.add(series));
    groups.forEach((key, group) -> {
      context.limits().check();
      join(key, group);
    });
    List<StepSeries> series = new ArrayList<>();
    outputs.forEach((labels, output) -> {
      if (!output.column.isEmpty()) {
        series.add(new StepSeries(labels, output.dropsName, output.column));
      }
    });
    return series;
  }

  private Group group(Map<Labels, Group> groups, StepSeries series) {
    return groups.computeIfAbsent(keys.key(series.labels()), _ -> new Group());
  }

  private void join(Labels key, Group group) {
    boolean filled = fillMany.isPresent() || fillOne.isPresent();
    // Several of the side that must have one are an error even where nothing matches them.
    if (!filled && group.one.size() < 2 && (group.many.isEmpty() || group.one.isEmpty())) {
      return;
    }
    if (!filled && group.many.size() == 1 && group.one.size() == 1) {
      joinPair(group.many.getFirst(), group.one.getFirst());
      return;
    }
    new GroupJoin(key, group).evaluate();
  }

  /// The usual case: one series on either side.
  private void joinPair(StepSeries many, StepSeries one) {
    StepColumn out = StepColumn.missing(steps);
    for (int step = 0; step < steps; step++) {
      if (many.column().isPresent(step)
          && one.column().isPresent(step)
          && apply(many.column(), one.column(), step)) {
        write(out, step);
      }
    }
    put(resultLabels(many.labels(), one.labels()), out);
  }

  /// Computes one sample into [#result]; false if the operator does not take such samples.
  private boolean apply(StepColumn many, StepColumn one, int step) {
    return apply(
        many.value(step), many.histogramOrNull(step), one.value(step), one.histogramOrNull(step));
  }

  private boolean apply(
      double many,
      @Nullable Histogram manyHistogram,
      double one,
      @Nullable Histogram oneHistogram) {
    return swapped
        ? ElementOperators.apply(
            expr.operator(), one, oneHistogram, many, manyHistogram, expr.span(), remarks, result)
        : ElementOperators.apply(
            expr.operator(), many, manyHistogram, one, oneHistogram, expr.span(), remarks, result);
  }

  private void write(StepColumn out, int step) {
    if (expr.returnBool()) {
      out.set(step, result.isKept() ? 1 : 0);
    } else if (result.isKept()) {
      Histogram histogram = result.histogram();
      if (histogram != null) {
        out.set(step, histogram);
      } else {
        out.set(step, result.value());
      }
    }
  }

  private Labels resultLabels(Labels many, Labels one) {
    boolean dropped =
        ElementOperators.changesMeaning(expr.operator())
            || (expr.returnBool() && !context.delaysNameRemoval());
    return keys.result(dropped ? StepSeries.withoutMetadata(many) : many, one);
  }

  private void put(Labels labels, StepColumn column) {
    Output present = outputs.get(labels);
    if (present == null) {
      outputs.put(labels, new Output(expr.returnBool(), column));
      return;
    }
    for (int step = 0; step < steps; step++) {
      if (column.isPresent(step)) {
        if (present.column.isPresent(step)) {
          throw SeriesMerging.sameLabels();
        }
        present.column.copy(step, column, step);
      }
    }
  }

  /// At which steps the side that may have many has anything at all.
  private boolean isManySidePresent(int step) {
    if (manyPresent == null) {
      manyPresent = new BitSet(steps);
      for (StepSeries series : manySide) {
        for (int i = 0; i < steps; i++) {
          if (series.column().isPresent(i)) {
            manyPresent.set(i);
          }
        }
      }
    }
    return manyPresent.get(step);
  }

  /// The series of one key, where several share it or fill values stand in.
  private final class GroupJoin {
    private final Labels key;
    private final Group group;
    private final @Nullable StepSeries[] partners = new StepSeries[steps];
    private final BitSet matched = new BitSet();
    private final Map<Labels, BitSet> matchedByLabels = new HashMap<>();
    private final Map<Labels, StepColumn> columns = new LinkedHashMap<>();

    GroupJoin(Labels key, Group group) {
      this.key = key;
      this.group = group;
    }

    void evaluate() {
      findPartners();
      for (StepSeries many : group.many) {
        joinMany(many);
      }
      if (fillMany.isPresent()) {
        fillUnmatched(fillMany.getAsDouble());
      }
      columns.forEach(VectorJoin.this::put);
    }

    private void findPartners() {
      for (StepSeries one : group.one) {
        for (int step = 0; step < steps; step++) {
          if (!one.column().isPresent(step)) {
            continue;
          }
          StepSeries other = partners[step];
          if (other != null
              && (isManySidePresent(step) || fillMany.isPresent() || fillOne.isPresent())) {
            throw duplicates(one.labels(), other.labels());
          }
          partners[step] = one;
        }
      }
    }

    private QueryException duplicates(Labels first, Labels second) {
      String one = first.toString();
      String other = second.toString();
      boolean ordered = one.compareTo(other) <= 0;
      return new QueryException(
          QueryException.Kind.EXECUTION,
          "found duplicate series for the match group "
              + key.toString()
              + " on the "
              + (swapped ? "left" : "right")
              + " hand-side of the operation: ["
              + (ordered ? one : other)
              + ", "
              + (ordered ? other : one)
              + "];many-to-many matching not allowed: matching labels must be unique on one side");
    }

    private void joinMany(StepSeries many) {
      StepColumn column = many.column();
      for (int step = 0; step < steps; step++) {
        if (!column.isPresent(step)) {
          continue;
        }
        StepSeries one = partners[step];
        if (one != null) {
          emit(step, many.labels(), one.labels(), apply(column, one.column(), step));
        } else if (fillOne.isPresent()) {
          boolean done =
              apply(column.value(step), column.histogramOrNull(step), fillOne.getAsDouble(), null);
          emit(step, many.labels(), key, done);
        }
      }
    }

    private void fillUnmatched(double fill) {
      for (StepSeries one : group.one) {
        StepColumn column = one.column();
        for (int step = 0; step < steps; step++) {
          if (column.isPresent(step) && !matched.get(step)) {
            boolean done = apply(fill, null, column.value(step), column.histogramOrNull(step));
            emit(step, key, one.labels(), done);
          }
        }
      }
    }

    private void emit(int step, Labels many, Labels one, boolean done) {
      if (!done) {
        return;
      }
      Labels labels = resultLabels(many, one);
      if (oneToOne) {
        if (matched.get(step)) {
          throw new QueryException(
              QueryException.Kind.EXECUTION,
              "multiple matches for labels: many-to-one matching must be explicit"
                  + " (group_left/group_right)");
        }
      } else {
        BitSet seen = matchedByLabels.computeIfAbsent(labels, _ -> new BitSet());
        if (seen.get(step)) {
          throw new QueryException(
              QueryException.Kind.EXECUTION,
              "multiple matches for labels: grouping labels must ensure unique matches");
        }
        seen.set(step);
      }
      matched.set(step);
      write(columns.computeIfAbsent(labels, _ -> StepColumn.missing(steps)), step);
    }
  }
}
