package io.vigie.template.parse;

import io.vigie.template.fmt.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Parses what stands inside an action: declarations, commands and their operands.
final class Pipelines {
  private final String sourceName;
  private final TokenStream tokens;
  private final Predicate<String> functions;
  private final Function<String, ParseException> failures;
  private List<String> variables = new ArrayList<>(List.of("$"));
  private int actionLine;
  private int depth;

  Pipelines(
      String sourceName,
      TokenStream tokens,
      Predicate<String> functions,
      Function<String, ParseException> failures) {
    this.sourceName = sourceName;
    this.tokens = tokens;
    this.functions = functions;
    this.failures = failures;
  }

  void enterAction(int line) {
    actionLine = line;
  }

  /// Gives the variables to restore when the template is left.
  List<String> enterTemplate() {
    List<String> outer = variables;
    variables = new ArrayList<>(List.of("$"));
    return outer;
  }

  void leaveTemplate(List<String> outer) {
    variables = outer;
  }

  int variableCount() {
    return variables.size();
  }

  void forgetVariablesAfter(int count) {
    variables.subList(count, variables.size()).clear();
  }

  Node.Pipeline pipeline(String context, TokenKind end) {
    if (++depth > Parser.MAX_DEPTH) {
      throw failures.apply("template: max expression depth exceeded");
    }
    int position = tokens.peekNonSpace().position();
    List<Node.Variable> declared = new ArrayList<>();
    boolean assigns = declarations(context, declared);
    List<Node.Command> commands = commands(context, end);
    check(commands, context);
    depth--;
    return new Node.Pipeline(position, assigns, declared, commands);
  }

  private boolean declarations(String context, List<Node.Variable> declared) {
    while (tokens.peekNonSpace().kind() == TokenKind.VARIABLE) {
      Token variable = tokens.next();
      Token adjacent = tokens.peek();
      Token next = tokens.peekNonSpace();
      boolean isAssignment = next.kind() == TokenKind.ASSIGN;
      if (isAssignment || next.kind() == TokenKind.DECLARE) {
        tokens.next();
        declare(variable, declared);
        return isAssignment;
      }
      if (next.kind() != TokenKind.CHAR || !next.text().equals(",")) {
        if (adjacent.kind() == TokenKind.SPACE) {
          tokens.giveBack(adjacent);
        }
        tokens.giveBack(variable);
        return false;
      }
      tokens.next();
      declare(variable, declared);
      checkSecondDeclaration(context, declared);
    }
    return false;
  }

  private void checkSecondDeclaration(String context, List<Node.Variable> declared) {
    if (!context.equals("range") || declared.size() > 1) {
      throw failures.apply("too many declarations in " + context);
    }
    switch (tokens.peekNonSpace().kind()) {
      case VARIABLE, RIGHT_DELIMITER, RIGHT_PAREN -> {}
      default -> throw failures.apply("range can only initialize variables");
    }
  }

  private void declare(Token variable, List<Node.Variable> declared) {
    declared.add(new Node.Variable(variable.position(), List.of(variable.text())));
    variables.add(variable.text());
  }

  private List<Node.Command> commands(String context, TokenKind end) {
    List<Node.Command> commands = new ArrayList<>();
    for (Token token = tokens.nextNonSpace(); token.kind() != end; token = tokens.nextNonSpace()) {
      switch (token.kind()) {
        case BOOL,
            CHAR_CONSTANT,
            COMPLEX,
            DOT,
            FIELD,
            IDENTIFIER,
            NUMBER,
            NIL,
            RAW_STRING,
            STRING,
            VARIABLE,
            LEFT_PAREN -> {
          tokens.giveBack(token);
          commands.add(command());
        }
        default -> throw unexpected(token, context);
      }
    }
    return commands;
  }

  private void check(List<Node.Command> commands, String context) {
    if (commands.isEmpty()) {
      throw failures.apply("missing value for " + context);
    }
    for (int stage = 1; stage < commands.size(); stage++) {
      switch (commands.get(stage).arguments().getFirst()) {
        case Node.Bool _, Node.Dot _, Node.Nil _, Node.Numeric _, Node.Quoted _ ->
            throw failures.apply("non executable command in pipeline stage " + (stage + 1));
        default -> {}
      }
    }
  }

  private Node.Command command() {
    int position = tokens.peekNonSpace().position();
    List<Node> arguments = new ArrayList<>();
    while (true) {
      tokens.peekNonSpace();
      Node operand = operand();
      if (operand != null) {
        arguments.add(operand);
      }
      Token token = tokens.next();
      switch (token.kind()) {
        case SPACE -> {
          continue;
        }
        case RIGHT_DELIMITER, RIGHT_PAREN -> tokens.giveBack(token);
        case PIPE -> {}
        default -> throw unexpected(token, "operand");
      }
      break;
    }
    if (arguments.isEmpty()) {
      throw failures.apply("empty command");
    }
    return new Node.Command(position, arguments);
  }

  /// A term and the fields of it, or null if there is no term.
  private @Nullable Node operand() {
    Node term = term();
    if (term == null || tokens.peek().kind() != TokenKind.FIELD) {
      return term;
    }
    int position = tokens.peek().position();
    List<String> names = new ArrayList<>();
    while (tokens.peek().kind() == TokenKind.FIELD) {
      names.add(tokens.next().text().substring(1));
    }
    return switch (term) {
      case Node.Field field -> new Node.Field(position, joined(field.names(), names));
      case Node.Variable variable -> new Node.Variable(position, joined(variable.names(), names));
      case Node.Bool _, Node.Quoted _, Node.Numeric _, Node.Nil _, Node.Dot _ ->
          throw failures.apply("unexpected . after term " + Quoting.quote(term.toString()));
      default -> new Node.Chain(position, term, names);
    };
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private @Nullable Node term() {
    Token token = tokens.nextNonSpace();
    int position = token.position();
    String text = token.text();
    return switch (token.kind()) {
      case IDENTIFIER -> function(token);
      case DOT -> new Node.Dot(position);
      case NIL -> new Node.Nil(position);
      case VARIABLE -> variable(token);
      case FIELD -> new Node.Field(position, List.of(text.substring(1)));
      case BOOL -> new Node.Bool(position, text.equals("true"));
      case CHAR_CONSTANT, COMPLEX, NUMBER -> number(token);
      case LEFT_PAREN -> pipeline("parenthesized pipeline", TokenKind.RIGHT_PAREN);
      case STRING, RAW_STRING ->
          new Node.Quoted(
              position,
              text,
              Unquoting.string(text).orElseThrow(() -> failures.apply("invalid syntax")));
      default -> {
        tokens.giveBack(token);
        yield null;
      }
    };
  }

  private Node function(Token token) {
    if (!functions.test(token.text())) {
      throw failures.apply("function " + Quoting.quote(token.text()) + " not defined");
    }
    return new Node.Identifier(token.position(), token.text());
  }

  private Node variable(Token token) {
    if (!variables.contains(token.text())) {
      throw failures.apply("undefined variable " + Quoting.quote(token.text()));
    }
    return new Node.Variable(token.position(), List.of(token.text()));
  }

  private Node number(Token token) {
    try {
      return NumberLiteral.read(token);
    } catch (IllegalArgumentException e) {
      throw failures.apply(String.valueOf(e.getMessage()));
    }
  }

  ParseException unexpected(Token token, String context) {
    if (token.kind() != TokenKind.ERROR) {
      return failures.apply("unexpected " + token + " in " + context);
    }
    if (actionLine == 0 || actionLine == token.line()) {
      return failures.apply(token.text());
    }
    // "unclosed action" reads on as "unclosed action started at".
    String start = token.text().endsWith(" action") ? " started at " : " in action started at ";
    return failures.apply(token.text() + start + sourceName + ":" + actionLine);
  }
}
