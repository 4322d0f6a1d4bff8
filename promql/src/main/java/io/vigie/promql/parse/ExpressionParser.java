package io.vigie.promql.parse;

import static io.vigie.promql.ast.GoText.quote;

import io.vigie.promql.ast.AggregateOperator;
import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.FunctionSignature;
import io.vigie.promql.ast.FunctionSignatures;
import io.vigie.promql.ast.Grouping;
import io.vigie.promql.ast.Span;
import io.vigie.promql.ast.ValueType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads expressions: operators by precedence, calls, aggregations, literals.
final class ExpressionParser {
  private static final Map<TokenType, BinaryOperator> OPERATORS = operators();
  private static final Map<TokenType, AggregateOperator> AGGREGATIONS = aggregations();
  private static final int LOOSEST = BinaryOperator.OR.precedence();
  private static final int TIGHTEST = BinaryOperator.POWER.precedence();

  private final TokenStream tokens;
  private final ParserOptions options;
  private final TreeBuilder builder;
  private final ModifierParser modifiers;
  private final LabelListParser labelLists;
  private int nesting;

  ExpressionParser(TokenStream tokens, ParserOptions options) {
    this.tokens = tokens;
    this.options = options;
    this.builder = new TreeBuilder(tokens.query());
    this.modifiers = new ModifierParser(tokens, options, builder);
    this.labelLists = new LabelListParser(tokens);
  }

  private static Map<TokenType, BinaryOperator> operators() {
    Map<TokenType, BinaryOperator> operators = new EnumMap<>(TokenType.class);
    for (BinaryOperator operator : BinaryOperator.values()) {
      for (TokenType type : TokenType.values()) {
        if (type.text().equals(operator.symbol())) {
          operators.put(type, operator);
        }
      }
    }
    return operators;
  }

  private static Map<TokenType, AggregateOperator> aggregations() {
    Map<TokenType, AggregateOperator> aggregations = new EnumMap<>(TokenType.class);
    for (AggregateOperator operator : AggregateOperator.values()) {
      aggregations.put(TokenType.valueOf(operator.name()), operator);
    }
    return aggregations;
  }

  Built parse() throws PromqlParseException {
    return parse(LOOSEST);
  }

  /// Reads operands joined by operators that bind at least so tightly.
  private Built parse(int precedence) throws PromqlParseException {
    if (++nesting > options.maxDepth()) {
      throw PromqlParser.tooDeep(tokens, tokens.peek().span(), options);
    }
    Built left = operand();
    Optional<BinaryOperator> operator = operatorAhead(precedence);
    while (operator.isPresent()) {
      left = binary(left, operator.get());
      operator = operatorAhead(precedence);
    }
    nesting--;
    return left;
  }

  private Optional<BinaryOperator> operatorAhead(int precedence) throws PromqlParseException {
    return Optional.ofNullable(OPERATORS.get(tokens.peekType()))
        .filter(operator -> operator.precedence() >= precedence);
  }

  private Built binary(Built left, BinaryOperator operator) throws PromqlParseException {
    tokens.next();
    BinaryModifiers written = labelLists.binaryModifiers();
    int precedence = operator.precedence();
    Built right = parse(operator.isRightAssociative() ? precedence : precedence + 1);
    if (!options.fillModifiers() && !written.matching().fill().isNone()) {
      throw tokens.error(
          left.span().to(right.span()), "binop fill modifiers are experimental and not enabled");
    }
    return builder.binary(left, operator, written, right);
  }

  private Built operand() throws PromqlParseException {
    if (tokens.peekType().isSign()) {
      Token sign = tokens.next();
      return builder.unary(sign, parse(TIGHTEST));
    }
    return modifiers.parseAfter(primary());
  }

  private Built primary() throws PromqlParseException {
    TokenType type = tokens.peekType();
    return switch (type) {
      case NUMBER, DURATION -> number();
      case STRING -> string();
      case LEFT_PAREN -> parenthesized();
      case LEFT_BRACE -> selector(Optional.empty());
      case IDENTIFIER, START, END, STEP, RANGE, MAX_OF, MIN_OF -> callOrSelector();
      default -> {
        AggregateOperator operator = AGGREGATIONS.get(type);
        if (operator != null) {
          yield aggregationOrSelector(operator);
        }
        if (!type.isMetricName()) {
          throw tokens.unexpected();
        }
        yield selector(Optional.of(tokens.next()));
      }
    };
  }

  private Built number() throws PromqlParseException {
    Token token = tokens.next();
    boolean isDuration = token.type() == TokenType.DURATION;
    return Built.leaf(new Expr.NumberLiteral(tokens.number(token), isDuration, token.span()));
  }

  private Built string() throws PromqlParseException {
    Token token = tokens.next();
    return Built.leaf(new Expr.StringLiteral(StringEscapes.unquote(token.text()), token.span()));
  }

  private Built parenthesized() throws PromqlParseException {
    Token open = tokens.next();
    Built inner = parse();
    Token close = tokens.expect(TokenType.RIGHT_PAREN);
    return builder.parenthesized(inner, open.span().to(close.span()));
  }

  private Built selector(Optional<Token> name) throws PromqlParseException {
    return builder.vectorSelector(new SelectorParser(tokens).parse(name));
  }

  private Built callOrSelector() throws PromqlParseException {
    Token name = tokens.next();
    return tokens.at(TokenType.LEFT_PAREN) ? call(name) : selector(Optional.of(name));
  }

  private Built call(Token name) throws PromqlParseException {
    List<Built> arguments = arguments();
    Optional<FunctionSignature> function = FunctionSignatures.find(name.text());
    if (function.isEmpty()) {
      throw tokens.error(name.span(), "unknown function with name " + quote(name.text()));
    }
    if (function.get().experimental() && !options.experimentalFunctions()) {
      throw tokens.error(name.span(), "function " + quote(name.text()) + " is not enabled");
    }
    return builder.call(function.get(), arguments, name.span().withEnd(tokens.lastEnd()));
  }

  private List<Built> arguments() throws PromqlParseException {
    tokens.expect(TokenType.LEFT_PAREN);
    List<Built> arguments = new ArrayList<>();
    if (tokens.take(TokenType.RIGHT_PAREN)) {
      return arguments;
    }
    arguments.add(parse());
    while (tokens.at(TokenType.COMMA)) {
      Token comma = tokens.next();
      if (!tokens.peekType().startsExpression()) {
        throw tokens.error(comma.span(), "trailing commas not allowed in function call args");
      }
      arguments.add(parse());
    }
    tokens.expect(TokenType.RIGHT_PAREN);
    return arguments;
  }

  private Built aggregationOrSelector(AggregateOperator operator) throws PromqlParseException {
    Token name = tokens.next();
    return switch (tokens.peekType()) {
      case LEFT_PAREN, BY, WITHOUT -> aggregation(name, operator);
      default -> selector(Optional.of(name));
    };
  }

  private Built aggregation(Token name, AggregateOperator operator) throws PromqlParseException {
    tokens.enter(Context.AGGREGATION);
    Optional<Grouping> before = labelLists.grouping();
    List<Built> arguments = arguments();
    Grouping grouping =
        before.isPresent() ? before.get() : labelLists.grouping().orElse(Grouping.ALL_TOGETHER);
    tokens.leave();
    Span span = name.span().withEnd(tokens.lastEnd());
    return aggregation(operator, grouping, arguments, span);
  }

  private Built aggregation(
      AggregateOperator operator, Grouping grouping, List<Built> arguments, Span span)
      throws PromqlParseException {
    if (arguments.isEmpty()) {
      throw tokens.error(span, "no arguments for aggregate expression provided");
    }
    if (operator.isExperimental() && !options.experimentalFunctions()) {
      throw tokens.error(
          span,
          operator.symbol()
              + "() is experimental and must be enabled with"
              + " --enable-feature=promql-experimental-functions");
    }
    Optional<ValueType> parameterType = operator.parameterType();
    int wanted = parameterType.isPresent() ? 2 : 1;
    if (arguments.size() != wanted) {
      throw tokens.error(
          span,
          "wrong number of arguments for aggregate expression provided, expected %d, got %d"
              .formatted(wanted, arguments.size()));
    }
    return builder.aggregation(
        operator,
        grouping,
        parameterType.map(_ -> arguments.getFirst()),
        arguments.getLast(),
        span);
  }
}
