package io.vigie.server.why;

import io.vigie.model.metric.FloatText;
import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.promql.ast.Trees;
import io.vigie.promql.eval.LastSample;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.promql.explain.Explanation;
import io.vigie.promql.explain.NodeExplanation;
import io.vigie.promql.explain.Reason;
import io.vigie.promql.value.Value;
import io.vigie.promql.value.VectorElement;
import io.vigie.server.why.Step.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// Finds the part of an expression because of which nothing came out: a comparison that no value
/// satisfies, with how far the nearest ones are; a selector without series, and since when.
final class EmptyCause {
  /// So far back the last sample of an empty selector is looked for.
  private static final Duration LOOK_BACK = Duration.ofDays(15);

  private static final int MAX_VALUES = 5;

  private final PromqlEngine engine;
  private final QueryOptions options;

  EmptyCause(PromqlEngine engine, QueryOptions options) {
    this.engine = engine;
    this.options = options;
  }

  /// @param wanted which series are of interest
  List<Step> of(String expression, long atMillis, Predicate<Labels> wanted) {
    Explanation explanation = engine.explainInstant(expression, atMillis, options).explanation();
    Expr culprit = culprit(explanation, explanation.tree());
    List<Step> steps = new ArrayList<>();
    if (culprit instanceof Expr.Binary binary && binary.operator().isComparison()) {
      steps.addAll(missed(binary, atMillis, wanted));
    }
    if (steps.isEmpty()) {
      steps.addAll(reasons(explanation, culprit, atMillis));
    }
    return steps;
  }

  /// Why an expression that holds for some series does not for those of interest.
  List<Step> ofOthers(Expr root, long atMillis, Predicate<Labels> wanted) {
    for (Expr node : nodes(root)) {
      if (node instanceof Expr.Binary binary && binary.operator().isComparison()) {
        List<Step> steps = missed(binary, atMillis, wanted);
        if (!steps.isEmpty()) {
          return steps;
        }
      }
    }
    return List.of(Step.no(Link.SELECTOR, "no series with these labels is read by the expression"));
  }

  private static List<Expr> nodes(Expr root) {
    List<Expr> nodes = new ArrayList<>();
    nodes.add(root);
    Trees.children(root).forEach(child -> nodes.addAll(nodes(child)));
    return nodes;
  }

  /// The lowest node that is empty although what it is made of is not, or a leaf.
  private static Expr culprit(Explanation explanation, Expr node) {
    for (Expr child : Trees.children(node)) {
      boolean counts = !(node instanceof Expr.Binary binary && isOr(binary));
      if (counts && isEmpty(explanation, child)) {
        return culprit(explanation, child);
      }
    }
    return node;
  }

  /// Either side would do.
  private static boolean isOr(Expr.Binary binary) {
    return binary.operator() == BinaryOperator.OR || binary.operator() == BinaryOperator.UNLESS;
  }

  private static boolean isEmpty(Explanation explanation, Expr node) {
    return explanation
        .of(node)
        .map(told -> told.seriesOut() == 0)
        .orElseGet(
            () -> Trees.children(node).stream().anyMatch(child -> isEmpty(explanation, child)));
  }

  /// How far values are from a threshold, the nearest first.
  private List<Step> missed(Expr.Binary binary, long atMillis, Predicate<Labels> wanted) {
    OptionalDouble threshold = number(binary.right());
    if (threshold.isEmpty()) {
      return List.of();
    }
    double limit = threshold.getAsDouble();
    List<VectorElement> values =
        vector(binary.left(), atMillis).stream()
            .filter(element -> !element.isHistogram() && wanted.test(element.labels()))
            .sorted(Comparator.comparingDouble(element -> Math.abs(element.value() - limit)))
            .toList();
    return values.stream()
        .limit(MAX_VALUES)
        .map(element -> Step.no(Link.EXPRESSION, missed(binary, element, limit)))
        .toList();
  }

  private static String missed(Expr.Binary binary, VectorElement element, double limit) {
    return "%s of %s is %s, not %s %s: it missed the threshold by %s"
        .formatted(
            Printer.print(binary.left()),
            element.labels(),
            FloatText.general(element.value()),
            binary.operator().symbol(),
            FloatText.general(limit),
            FloatText.general(Math.abs(element.value() - limit)));
  }

  private static OptionalDouble number(Expr expr) {
    return switch (expr) {
      case Expr.NumberLiteral(double value, _, _) -> OptionalDouble.of(value);
      case Expr.Parenthesized(Expr inner, _) -> number(inner);
      case Expr.Unary(boolean negative, Expr operand, _) -> {
        OptionalDouble value = number(operand);
        yield negative && value.isPresent() ? OptionalDouble.of(-value.getAsDouble()) : value;
      }
      default -> OptionalDouble.empty();
    };
  }

  private List<Step> reasons(Explanation explanation, Expr culprit, long atMillis) {
    List<Step> steps = new ArrayList<>();
    Link link = selector(culprit).isPresent() ? Link.SELECTOR : Link.EXPRESSION;
    String messages =
        explanation.of(culprit).map(NodeExplanation::reasons).orElse(List.of()).stream()
            .map(Reason::message)
            .reduce((a, b) -> a + "; " + b)
            .orElse("nothing comes out of it");
    steps.add(Step.no(link, Printer.print(culprit) + ": " + messages));
    selector(culprit).ifPresent(selector -> steps.add(emptySince(selector, atMillis)));
    return steps;
  }

  private static Optional<Expr.VectorSelector> selector(Expr expr) {
    return switch (expr) {
      case Expr.VectorSelector selector -> Optional.of(selector);
      case Expr.MatrixSelector(Expr.VectorSelector selector, _, _) -> Optional.of(selector);
      case Expr.Call call when call.arguments().size() == 1 ->
          selector(call.arguments().getFirst());
      default -> Optional.empty();
    };
  }

  private Step emptySince(Expr.VectorSelector selector, long atMillis) {
    OptionalLong last = lastSampleMillis(selector, atMillis);
    String text = Printer.print(selector);
    return last.isPresent()
        ? Step.no(
                Link.SELECTOR,
                text + " is empty; its last sample is of " + Instant.ofEpochMilli(last.getAsLong()))
            .at(last.getAsLong())
        : Step.no(
            Link.SELECTOR,
            text + " is empty, and has been for at least " + LOOK_BACK.toDays() + " days");
  }

  private OptionalLong lastSampleMillis(Expr.VectorSelector selector, long atMillis) {
    try {
      return LastSample.millis(engine, selector, atMillis, LOOK_BACK, options);
    } catch (QueryException _) {
      return OptionalLong.empty();
    }
  }

  List<VectorElement> vector(Expr expr, long atMillis) {
    try {
      return switch (engine.instant(expr, Printer.print(expr), atMillis, options).value()) {
        case Value.Vector(List<VectorElement> elements) -> elements;
        case Value.Scalar(long timestampMillis, double number) ->
            List.of(VectorElement.of(Labels.EMPTY, timestampMillis, number));
        case Value.Text _, Value.Matrix _ -> List.of();
      };
    } catch (QueryException _) {
      // A part that cannot be computed says nothing; the whole was computed.
      return List.of();
    }
  }
}
