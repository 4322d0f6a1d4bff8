package io.vigie.promql.parse;

import io.vigie.promql.ast.DurationExpr;
import io.vigie.promql.ast.DurationExpr.Literal;
import io.vigie.promql.ast.DurationOperator;
import io.vigie.promql.ast.Span;
import java.util.Optional;

/// Reads durations: in brackets with full arithmetic, behind `offset` only as far as an operator
/// that could as well belong to the expression around it.
final class DurationParser {
  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final int POWER = 3;

  /// What fits into 63 bits of nanoseconds.
  private static final double MAX_SECONDS = 0x1p63 / 1e9;

  private final TokenStream tokens;
  private final ParserOptions options;
  private int nesting;

  /// Operators in this duration: each may make the tree one deeper.
  private int operators;

  DurationParser(TokenStream tokens, ParserOptions options) {
    this.tokens = tokens;
    this.options = options;
  }

  /// A range or step, a nanosecond at least unless that depends on the query's times.
  DurationExpr positive() throws PromqlParseException {
    operators = 0;
    DurationExpr duration = plain(expression(SUM));
    tokens.peek();
    if (duration instanceof Literal(double seconds, _, Span span) && seconds <= 0) {
      throw tokens.error(span, "duration must be greater than 0");
    }
    return duration;
  }

  /// An offset. Arithmetic must be in parentheses: `a offset 5m + b` is a sum of vectors.
  DurationExpr offset() throws PromqlParseException {
    operators = 0;
    TokenType type = tokens.peekType();
    if (!type.isSign()) {
      return type == TokenType.LEFT_PAREN ? plain(expression(SUM)) : plain(operand());
    }
    Token sign = tokens.next();
    return switch (tokens.peekType()) {
      case NUMBER, DURATION -> plain(signed(sign, literal()));
      case STEP, RANGE, MAX_OF, MIN_OF -> {
        DurationExpr function = operand();
        yield new DurationExpr.Signed(isMinus(sign), function, sign.span().to(function.span()));
      }
      case LEFT_PAREN -> signed(sign, parenthesizedAfterSign());
      default -> plain(rest(signed(sign, expression(POWER)), SUM));
    };
  }

  /// A literal that is the whole duration is one in nanoseconds, with or without units.
  private static DurationExpr plain(DurationExpr duration) {
    return duration instanceof Literal(double seconds, _, Span span)
        ? new Literal(Math.round(seconds * 1e9) / 1e9, true, span)
        : duration;
  }

  private DurationExpr expression(int precedence) throws PromqlParseException {
    if (++nesting > options.maxDepth()) {
      throw PromqlParser.tooDeep(tokens, tokens.peek().span(), options);
    }
    DurationExpr parsed = rest(signedOperand(), precedence);
    nesting--;
    return parsed;
  }

  private DurationExpr signedOperand() throws PromqlParseException {
    if (!tokens.peekType().isSign()) {
      return operand();
    }
    Token sign = tokens.next();
    return signed(sign, expression(POWER));
  }

  /// Reads the operators behind a left side that bind at least so tightly.
  private DurationExpr rest(DurationExpr first, int precedence) throws PromqlParseException {
    DurationExpr left = first;
    Optional<DurationOperator> operator = operatorAhead(precedence);
    while (operator.isPresent()) {
      left = arithmetic(left, operator.get());
      operator = operatorAhead(precedence);
    }
    return left;
  }

  private Optional<DurationOperator> operatorAhead(int precedence) throws PromqlParseException {
    return switch (tokens.peekType()) {
      case ADD -> atLeast(precedence, DurationOperator.ADD);
      case SUBTRACT -> atLeast(precedence, DurationOperator.SUBTRACT);
      case MULTIPLY -> atLeast(precedence, DurationOperator.MULTIPLY);
      case DIVIDE -> atLeast(precedence, DurationOperator.DIVIDE);
      case MODULO -> atLeast(precedence, DurationOperator.MODULO);
      case POWER -> atLeast(precedence, DurationOperator.POWER);
      default -> Optional.empty();
    };
  }

  private static Optional<DurationOperator> atLeast(int precedence, DurationOperator operator) {
    return precedence(operator) >= precedence ? Optional.of(operator) : Optional.empty();
  }

  private static int precedence(DurationOperator operator) {
    return switch (operator) {
      case ADD, SUBTRACT -> SUM;
      case MULTIPLY, DIVIDE, MODULO -> PRODUCT;
      case POWER, MIN_OF, MAX_OF -> POWER;
    };
  }

  private DurationExpr arithmetic(DurationExpr left, DurationOperator operator)
      throws PromqlParseException {
    Token sign = tokens.next();
    if (++operators > options.maxDepth()) {
      throw PromqlParser.tooDeep(tokens, sign.span(), options);
    }
    int precedence = precedence(operator);
    DurationExpr right =
        expression(operator == DurationOperator.POWER ? precedence : precedence + 1);
    requireEnabled(left.span());
    boolean divides = operator == DurationOperator.DIVIDE || operator == DurationOperator.MODULO;
    if (divides && right instanceof Literal(double seconds, _, _) && seconds == 0) {
      String name = operator == DurationOperator.DIVIDE ? "division" : "modulo";
      throw tokens.error(sign.span(), name + " by zero");
    }
    return new DurationExpr.Arithmetic(operator, left, right, left.span().to(right.span()));
  }

  private DurationExpr operand() throws PromqlParseException {
    return switch (tokens.peekType()) {
      case NUMBER, DURATION -> literal();
      case STEP, RANGE -> stepOrRange();
      case MAX_OF, MIN_OF -> maxOrMin();
      case LEFT_PAREN -> parenthesized();
      default -> throw tokens.unexpected();
    };
  }

  private DurationExpr literal() throws PromqlParseException {
    Token token = tokens.next();
    boolean hasUnits = token.type() == TokenType.DURATION;
    Literal literal = new Literal(tokens.number(token), hasUnits, token.span());
    return checkRange(literal, token.span());
  }

  private Literal checkRange(Literal literal, Span span) throws PromqlParseException {
    if (!(Math.abs(literal.seconds()) <= MAX_SECONDS)) {
      throw tokens.error(span, "duration out of range");
    }
    return literal;
  }

  private DurationExpr stepOrRange() throws PromqlParseException {
    Token name = tokens.next();
    tokens.expect(TokenType.LEFT_PAREN);
    tokens.expect(TokenType.RIGHT_PAREN);
    Span span = name.span().withEnd(tokens.lastEnd());
    requireEnabled(span);
    return name.type() == TokenType.STEP
        ? new DurationExpr.Step(span)
        : new DurationExpr.Range(span);
  }

  private DurationExpr maxOrMin() throws PromqlParseException {
    Token name = tokens.next();
    tokens.expect(TokenType.LEFT_PAREN);
    DurationExpr left = expression(SUM);
    tokens.expect(TokenType.COMMA);
    DurationExpr right = expression(SUM);
    tokens.expect(TokenType.RIGHT_PAREN);
    requireEnabled(left.span().to(right.span()));
    DurationOperator operator =
        name.type() == TokenType.MAX_OF ? DurationOperator.MAX_OF : DurationOperator.MIN_OF;
    return new DurationExpr.Arithmetic(
        operator, left, right, name.span().withEnd(tokens.lastEnd()));
  }

  private DurationExpr parenthesized() throws PromqlParseException {
    Token open = tokens.next();
    DurationExpr inner = expression(SUM);
    Token close = tokens.expect(TokenType.RIGHT_PAREN);
    requireEnabled(inner.span());
    return wrap(inner, open.span().to(close.span()));
  }

  /// Parentheses right behind a sign are accepted even where duration expressions are off.
  private DurationExpr parenthesizedAfterSign() throws PromqlParseException {
    tokens.next();
    DurationExpr inner = expression(SUM);
    tokens.expect(TokenType.RIGHT_PAREN);
    return wrap(inner, inner.span());
  }

  /// Parentheses around an expression keep its place, as upstream has it, and count once.
  private static DurationExpr wrap(DurationExpr inner, Span parentheses) {
    return switch (inner) {
      case DurationExpr.Parenthesized _ -> inner;
      case Literal _ -> new DurationExpr.Parenthesized(inner, parentheses);
      default -> new DurationExpr.Parenthesized(inner, inner.span());
    };
  }

  private DurationExpr signed(Token sign, DurationExpr operand) throws PromqlParseException {
    if (operand instanceof Literal(double seconds, boolean hasUnits, Span span)) {
      double value = isMinus(sign) ? -seconds : seconds;
      return checkRange(new Literal(value, hasUnits, sign.span().to(span)), sign.span());
    }
    return isMinus(sign)
        ? new DurationExpr.Signed(true, operand, sign.span().to(operand.span()))
        : operand;
  }

  private static boolean isMinus(Token sign) {
    return sign.type() == TokenType.SUBTRACT;
  }

  private void requireEnabled(Span span) throws PromqlParseException {
    if (!options.durationExpressions()) {
      throw tokens.error(span, "experimental duration expression is not enabled");
    }
  }
}
