package io.vigie.promql.parse;

import static io.vigie.promql.ast.GoText.quote;

import io.vigie.model.metric.MetricNames;
import io.vigie.promql.ast.Grouping;
import io.vigie.promql.ast.VectorMatching;
import io.vigie.promql.ast.VectorMatching.Cardinality;
import io.vigie.promql.ast.VectorMatching.Fill;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Reads the clauses that name labels: groups of aggregations, matching of binary operators.
final class LabelListParser {
  private final TokenStream tokens;

  LabelListParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /// `by (…)` or `without (…)`, if one stands here.
  Optional<Grouping> grouping() throws PromqlParseException {
    return switch (tokens.peekType()) {
      case BY, WITHOUT -> {
        boolean without = tokens.next().type() == TokenType.WITHOUT;
        yield Optional.of(new Grouping(without, labels()));
      }
      default -> Optional.empty();
    };
  }

  /// Everything between a binary operator and its right side, all of it optional.
  BinaryModifiers binaryModifiers() throws PromqlParseException {
    boolean returnBool = tokens.take(TokenType.BOOL);
    VectorMatching matching =
        switch (tokens.peekType()) {
          case ON, IGNORING -> onOrIgnoring();
          default -> VectorMatching.DEFAULT;
        };
    return new BinaryModifiers(returnBool, matching.withFill(fill()));
  }

  private VectorMatching onOrIgnoring() throws PromqlParseException {
    boolean on = tokens.next().type() == TokenType.ON;
    List<String> labels = labels();
    return switch (tokens.peekType()) {
      case GROUP_LEFT -> grouped(Cardinality.MANY_TO_ONE, on, labels);
      case GROUP_RIGHT -> grouped(Cardinality.ONE_TO_MANY, on, labels);
      default -> new VectorMatching(Cardinality.ONE_TO_ONE, on, labels, List.of(), Fill.NONE);
    };
  }

  private VectorMatching grouped(Cardinality cardinality, boolean on, List<String> labels)
      throws PromqlParseException {
    tokens.next();
    List<String> include = tokens.at(TokenType.LEFT_PAREN) ? labels() : List.of();
    return new VectorMatching(cardinality, on, labels, include, Fill.NONE);
  }

  private Fill fill() throws PromqlParseException {
    return switch (tokens.peekType()) {
      case FILL -> {
        OptionalDouble both = fillValue();
        yield new Fill(both, both);
      }
      case FILL_LEFT -> {
        OptionalDouble left = fillValue();
        boolean hasRight = tokens.at(TokenType.FILL_RIGHT);
        yield new Fill(left, hasRight ? fillValue() : OptionalDouble.empty());
      }
      case FILL_RIGHT -> {
        OptionalDouble right = fillValue();
        boolean hasLeft = tokens.at(TokenType.FILL_LEFT);
        yield new Fill(hasLeft ? fillValue() : OptionalDouble.empty(), right);
      }
      default -> Fill.NONE;
    };
  }

  /// The word, and the number in parentheses behind it.
  private OptionalDouble fillValue() throws PromqlParseException {
    tokens.next();
    tokens.expect(TokenType.LEFT_PAREN);
    boolean negative = tokens.peekType().isSign() && tokens.next().type() == TokenType.SUBTRACT;
    double value =
        switch (tokens.peekType()) {
          case NUMBER, DURATION -> tokens.number(tokens.next());
          default -> throw tokens.unexpected();
        };
    tokens.expect(TokenType.RIGHT_PAREN);
    return OptionalDouble.of(negative ? -value : value);
  }

  private List<String> labels() throws PromqlParseException {
    tokens.enter(Context.LABEL_LIST);
    tokens.expect(TokenType.LEFT_PAREN);
    tokens.change(Context.LABEL);
    List<String> labels = new ArrayList<>();
    while (!tokens.at(TokenType.RIGHT_PAREN)) {
      labels.add(label());
      tokens.change(Context.LABEL_LIST_REST);
      if (!tokens.at(TokenType.RIGHT_PAREN)) {
        tokens.expect(TokenType.COMMA);
        tokens.change(Context.LABEL);
      }
    }
    tokens.next();
    tokens.leave();
    return labels;
  }

  private String label() throws PromqlParseException {
    if (!tokens.at(TokenType.STRING)) {
      if (!tokens.peekType().isLabelName()) {
        throw tokens.unexpected();
      }
      return tokens.next().text();
    }
    Token token = tokens.next();
    String label = StringEscapes.unquote(token.text());
    if (!MetricNames.isUtf8Name(label)) {
      throw tokens.error(token.span(), "invalid label name for grouping: " + quote(label));
    }
    return label;
  }
}
