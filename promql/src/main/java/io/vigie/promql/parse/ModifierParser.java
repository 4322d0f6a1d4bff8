package io.vigie.promql.parse;

import io.vigie.promql.ast.AtModifier;
import io.vigie.promql.ast.DurationExpr;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.GoText;
import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.ast.Span;
import io.vigie.promql.ast.TimeShift;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Reads what may stand behind an operand: ranges and subqueries in brackets, `offset`, `@`,
/// `anchored`, `smoothed`.
final class ModifierParser {
  private final TokenStream tokens;
  private final ParserOptions options;
  private final TreeBuilder builder;
  private final DurationParser durations;

  ModifierParser(TokenStream tokens, ParserOptions options, TreeBuilder builder) {
    this.tokens = tokens;
    this.options = options;
    this.builder = builder;
    this.durations = new DurationParser(tokens, options);
  }

  /// Reads all modifiers of an operand.
  Built parseAfter(Built operand) throws PromqlParseException {
    Built built = operand;
    while (true) {
      switch (tokens.peekType()) {
        case LEFT_BRACKET -> built = brackets(built);
        case OFFSET -> built = offset(built);
        case AT -> built = at(built);
        case ANCHORED -> built = edges(built, RangeEdges.ANCHORED);
        case SMOOTHED -> built = edges(built, RangeEdges.SMOOTHED);
        default -> {
          return built;
        }
      }
    }
  }

  private Built brackets(Built inner) throws PromqlParseException {
    Token open = tokens.next();
    tokens.enter(Context.RANGE);
    DurationExpr range = durations.positive();
    tokens.change(Context.RANGE_REST);
    if (tokens.take(TokenType.RIGHT_BRACKET)) {
      tokens.leave();
      return matrix(inner, range, open.span().withEnd(tokens.lastEnd()));
    }
    tokens.expect(TokenType.COLON);
    tokens.change(Context.STEP);
    Optional<DurationExpr> step =
        tokens.at(TokenType.RIGHT_BRACKET) ? Optional.empty() : Optional.of(durations.positive());
    tokens.change(Context.STEP_REST);
    tokens.expect(TokenType.RIGHT_BRACKET);
    tokens.leave();
    return builder.subquery(inner, range, step, tokens.lastEnd());
  }

  private Built matrix(Built inner, DurationExpr range, Span brackets) throws PromqlParseException {
    if (!(inner.expr() instanceof Expr.VectorSelector selector)) {
      throw tokens.error(brackets, "ranges only allowed for vector selectors");
    }
    if (hasOffset(selector.shift())) {
      throw tokens.error(brackets, "no offset modifiers allowed before range");
    }
    if (selector.shift().hasAt()) {
      throw tokens.error(brackets, "no @ modifiers allowed before range");
    }
    return builder.matrixSelector(
        new Expr.MatrixSelector(selector, range, inner.span().to(brackets)));
  }

  /// A modifier without effect, `offset 0s`, is as good as none.
  private static boolean hasOffset(TimeShift shift) {
    return !(shift.offset() instanceof DurationExpr.Literal(double seconds, _, _)) || seconds != 0;
  }

  private Built offset(Built inner) throws PromqlParseException {
    tokens.next();
    tokens.enter(Context.OFFSET);
    DurationExpr offset = durations.offset();
    tokens.leave();
    if (hasOffset(shift(inner, "offset"))) {
      throw tokens.error(inner.span(), "offset may not be set multiple times");
    }
    return shifted(inner, shift -> shift.withOffset(offset));
  }

  private Built at(Built inner) throws PromqlParseException {
    tokens.next();
    tokens.enter(Context.AT);
    AtModifier at =
        switch (tokens.peekType()) {
          case START, END -> startOrEnd();
          default -> timestamp(inner);
        };
    tokens.leave();
    if (shift(inner, "@").hasAt()) {
      throw tokens.error(inner.span(), "@ <timestamp> may not be set multiple times");
    }
    return shifted(inner, shift -> shift.withAt(at));
  }

  private AtModifier startOrEnd() throws PromqlParseException {
    boolean start = tokens.next().type() == TokenType.START;
    tokens.expect(TokenType.LEFT_PAREN);
    tokens.expect(TokenType.RIGHT_PAREN);
    return start ? new AtModifier.Start() : new AtModifier.End();
  }

  private AtModifier timestamp(Built inner) throws PromqlParseException {
    boolean negative = tokens.peekType().isSign() && tokens.next().type() == TokenType.SUBTRACT;
    double magnitude =
        switch (tokens.peekType()) {
          case NUMBER, DURATION -> tokens.number(tokens.next());
          default -> throw tokens.unexpected();
        };
    double seconds = negative ? -magnitude : magnitude;
    if (!(Math.abs(seconds) < 0x1p63)) {
      throw tokens.error(
          inner.span(), "timestamp out of bounds for @ modifier: " + GoText.fixed(seconds, 6));
    }
    return new AtModifier.Timestamp(roundHalfAwayFromZero(seconds * 1000));
  }

  private static long roundHalfAwayFromZero(double value) {
    return value < 0 ? -Math.round(-value) : Math.round(value);
  }

  /// The place and time modifiers of a selector or subquery.
  private TimeShift shift(Built built, String modifier) throws PromqlParseException {
    return switch (built.expr()) {
      case Expr.VectorSelector selector -> selector.shift();
      case Expr.MatrixSelector matrix -> matrix.selector().shift();
      case Expr.Subquery subquery -> subquery.shift();
      default ->
          throw tokens.error(
              built.span(),
              (modifier.equals("@") ? "@ modifier" : "offset modifier")
                  + " must be preceded by an instant vector selector or range vector selector or a"
                  + " subquery");
    };
  }

  /// The same selector or subquery at another time, reaching to the last token.
  private Built shifted(Built built, UnaryOperator<TimeShift> change) {
    Span span = built.span().withEnd(tokens.lastEnd());
    return switch (built.expr()) {
      case Expr.VectorSelector selector ->
          builder.vectorSelector(selector.withShift(change.apply(selector.shift())).withSpan(span));
      case Expr.MatrixSelector(Expr.VectorSelector selector, DurationExpr range, _) ->
          builder.matrixSelector(
              new Expr.MatrixSelector(
                  selector.withShift(change.apply(selector.shift())), range, span));
      case Expr.Subquery(Expr expr, DurationExpr range, var step, TimeShift shift, _) ->
          builder.widened(built, new Expr.Subquery(expr, range, step, change.apply(shift), span));
      default -> throw new IllegalArgumentException("no selector: " + built.expr());
    };
  }

  private Built edges(Built inner, RangeEdges edges) throws PromqlParseException {
    String word = tokens.next().type().text();
    if (!options.extendedRangeSelectors()) {
      throw tokens.error(inner.span(), word + " modifier is experimental and not enabled");
    }
    return switch (inner.expr()) {
      case Expr.VectorSelector selector ->
          builder.vectorSelector(withEdges(selector, edges, inner.span()));
      case Expr.MatrixSelector(Expr.VectorSelector selector, DurationExpr range, Span span) ->
          builder.matrixSelector(
              new Expr.MatrixSelector(withEdges(selector, edges, span), range, span));
      case Expr.Subquery _ ->
          throw tokens.error(inner.span(), word + " modifier is not supported for subqueries");
      default -> throw tokens.error(inner.span(), word + " modifier not implemented");
    };
  }

  private Expr.VectorSelector withEdges(Expr.VectorSelector selector, RangeEdges edges, Span span)
      throws PromqlParseException {
    if (selector.edges() != RangeEdges.PLAIN && selector.edges() != edges) {
      throw tokens.error(span, "anchored and smoothed modifiers cannot be used together");
    }
    return selector.withEdges(edges);
  }
}
