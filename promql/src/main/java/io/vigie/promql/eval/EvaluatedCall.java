package io.vigie.promql.eval;

import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Span;
import io.vigie.promql.function.VectorCall;
import io.vigie.promql.value.Remarks;
import io.vigie.promql.value.StepGrid;
import io.vigie.promql.value.StepSeries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A call whose arguments are evaluated when the function asks for them, each once.
final class EvaluatedCall implements VectorCall {
  private final Expr.Call call;
  private final Scope scope;
  private final Evaluation evaluation;
  private final QueryContext context;
  private final Map<Integer, List<StepSeries>> vectors = new HashMap<>();
  private final Map<Integer, double[]> scalars = new HashMap<>();

  EvaluatedCall(Expr.Call call, Scope scope, Evaluation evaluation, QueryContext context) {
    this.call = call;
    this.scope = scope;
    this.evaluation = evaluation;
    this.context = context;
  }

  @Override
  public StepGrid grid() {
    return scope.grid();
  }

  @Override
  public Span span() {
    return call.span();
  }

  @Override
  public int argumentCount() {
    return call.arguments().size();
  }

  @Override
  public Expr argument(int index) {
    return call.arguments().get(index);
  }

  @Override
  public List<StepSeries> vector(int index) {
    return vectors.computeIfAbsent(
        index, i -> context.materialize(evaluation.vector(argument(i), scope)));
  }

  @Override
  public double[] scalar(int index) {
    return scalars.computeIfAbsent(index, i -> evaluation.scalar(argument(i), scope));
  }

  @Override
  public String text(int index) {
    return Evaluation.text(argument(index));
  }

  @Override
  public Remarks remarks() {
    return context.remarks();
  }

  @Override
  public boolean delaysNameRemoval() {
    return context.delaysNameRemoval();
  }

  @Override
  public void pulse() {
    context.limits().check();
  }
}
