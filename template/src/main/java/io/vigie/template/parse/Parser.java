package io.vigie.template.parse;

import io.vigie.template.fmt.Quoting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Parses a text into the templates that it defines: itself and those of its `define` and `block`
/// actions. Recursive descent; [Pipelines] does what stands inside actions.
public final class Parser {

  /// How deep actions and parentheses may be nested.
  static final int MAX_DEPTH = 200;

  private final Source source;
  private final TokenStream tokens;
  private final Pipelines pipelines;
  private final Map<String, Definition> definitions = new LinkedHashMap<>();
  private int rangeDepth;
  private int depth;

  private Parser(Source source, Predicate<String> functions) {
    this.source = source;
    tokens = new TokenStream(new Lexer(source.text()));
    pipelines = new Pipelines(source.name(), tokens, functions, this::failure);
  }

  /// The templates by name, that of the text itself under the name of the source.
  ///
  /// @param functions tells which functions exist
  /// @throws ParseException if the text is not a template
  public static Map<String, Definition> parse(Source source, Predicate<String> functions) {
    Parser parser = new Parser(source, functions);
    parser.text();
    return parser.definitions;
  }

  private void text() {
    int position = tokens.peek().position();
    List<Node> nodes = new ArrayList<>();
    while (tokens.peek().kind() != TokenKind.EOF) {
      if (!definition()) {
        Item item = textOrAction();
        if (item.node() == null) {
          throw failure("unexpected " + item.closing());
        }
        nodes.add(item.node());
      }
    }
    define(source.name(), new Node.Sequence(position, nodes));
  }

  private boolean definition() {
    Token delimiter = tokens.peek();
    if (delimiter.kind() != TokenKind.LEFT_DELIMITER) {
      return false;
    }
    tokens.next();
    if (tokens.peekNonSpace().kind() != TokenKind.DEFINE) {
      tokens.giveBack(delimiter);
      return false;
    }
    tokens.next();
    String context = "define clause";
    String name = templateName(tokens.nextNonSpace(), context);
    expectRightDelimiter(context);
    define(name, ownBody(context));
    return true;
  }

  /// The body of a template within another: with variables and ranges of its own.
  private Node.Sequence ownBody(String context) {
    List<String> outerVariables = pipelines.enterTemplate();
    int outerRangeDepth = rangeDepth;
    rangeDepth = 0;
    Body body = body();
    if (body.closing() != Closing.END) {
      throw failure("unexpected " + body.closing() + " in " + context);
    }
    rangeDepth = outerRangeDepth;
    pipelines.leaveTemplate(outerVariables);
    return body.sequence();
  }

  private void define(String name, Node.Sequence body) {
    Definition known = definitions.get(name);
    if (known == null || known.body().isBlank()) {
      definitions.put(name, new Definition(name, source, body));
    } else if (!body.isBlank()) {
      throw failure("template: multiple definition of template " + Quoting.quote(name));
    }
  }

  private Body body() {
    int position = tokens.peekNonSpace().position();
    List<Node> nodes = new ArrayList<>();
    while (tokens.peekNonSpace().kind() != TokenKind.EOF) {
      Item item = textOrAction();
      if (item.node() == null) {
        return new Body(new Node.Sequence(position, nodes), item.closing());
      }
      nodes.add(item.node());
    }
    throw failure("unexpected EOF");
  }

  private Item textOrAction() {
    Token token = tokens.nextNonSpace();
    if (token.kind() == TokenKind.TEXT) {
      return Item.of(new Node.Text(token.position(), token.text()));
    }
    if (token.kind() != TokenKind.LEFT_DELIMITER) {
      throw pipelines.unexpected(token, "input");
    }
    if (++depth > MAX_DEPTH) {
      throw failure("template: max expression depth exceeded");
    }
    pipelines.enterAction(token.line());
    Item item = action();
    depth--;
    return item;
  }

  private Item action() {
    Token token = tokens.nextNonSpace();
    return switch (token.kind()) {
      case BLOCK -> Item.of(block());
      case BREAK -> Item.of(leaveRange(token, new Node.Break(token.position())));
      case CONTINUE -> Item.of(leaveRange(token, new Node.Continue(token.position())));
      case ELSE -> otherwise();
      case END -> {
        expectRightDelimiter("end");
        yield new Item(null, Closing.END);
      }
      case IF -> Item.of(branch(Node.Control.IF));
      case RANGE -> Item.of(branch(Node.Control.RANGE));
      case WITH -> Item.of(branch(Node.Control.WITH));
      case TEMPLATE -> Item.of(call());
      default -> {
        tokens.giveBack(token);
        yield Item.of(
            new Node.Action(
                token.position(), pipelines.pipeline("command", TokenKind.RIGHT_DELIMITER)));
      }
    };
  }

  private Node leaveRange(Token word, Node node) {
    Token next = tokens.nextNonSpace();
    if (next.kind() != TokenKind.RIGHT_DELIMITER) {
      throw pipelines.unexpected(next, "{{" + word.text() + "}}");
    }
    if (rangeDepth == 0) {
      throw failure("{{" + word.text() + "}} outside {{range}}");
    }
    return node;
  }

  /// `else if` and `else with` are left for the branch that the `else` belongs to.
  private Item otherwise() {
    TokenKind next = tokens.peekNonSpace().kind();
    if (next != TokenKind.IF && next != TokenKind.WITH) {
      expectRightDelimiter("else");
    }
    return new Item(null, Closing.ELSE);
  }

  private Node branch(Node.Control control) {
    int outerVariables = pipelines.variableCount();
    Node.Pipeline pipeline = pipelines.pipeline(control.word(), TokenKind.RIGHT_DELIMITER);
    boolean isRange = control == Node.Control.RANGE;
    rangeDepth += isRange ? 1 : 0;
    Body body = body();
    rangeDepth -= isRange ? 1 : 0;
    Optional<Node.Sequence> otherwise =
        body.closing() == Closing.ELSE ? Optional.of(elseBranch(control)) : Optional.empty();
    pipelines.forgetVariablesAfter(outerVariables);
    return new Node.Branch(pipeline.position(), control, pipeline, body.sequence(), otherwise);
  }

  private Node.Sequence elseBranch(Node.Control control) {
    Token next = tokens.peek();
    boolean chains =
        (control == Node.Control.IF && next.kind() == TokenKind.IF)
            || (control == Node.Control.WITH && next.kind() == TokenKind.WITH);
    if (chains) {
      tokens.next();
      if (++depth > MAX_DEPTH) {
        throw failure("template: max expression depth exceeded");
      }
      Node.Sequence chained = new Node.Sequence(next.position(), List.of(branch(control)));
      depth--;
      return chained;
    }
    Body body = body();
    if (body.closing() != Closing.END) {
      throw failure("expected end; found " + body.closing());
    }
    return body.sequence();
  }

  private Node block() {
    String context = "block clause";
    Token token = tokens.nextNonSpace();
    String name = templateName(token, context);
    Node.Pipeline argument = pipelines.pipeline(context, TokenKind.RIGHT_DELIMITER);
    define(name, ownBody(context));
    return new Node.Call(token.position(), name, Optional.of(argument));
  }

  private Node call() {
    String context = "template clause";
    Token token = tokens.nextNonSpace();
    String name = templateName(token, context);
    Token next = tokens.nextNonSpace();
    if (next.kind() == TokenKind.RIGHT_DELIMITER) {
      return new Node.Call(token.position(), name, Optional.empty());
    }
    tokens.giveBack(next);
    Node.Pipeline argument = pipelines.pipeline(context, TokenKind.RIGHT_DELIMITER);
    return new Node.Call(token.position(), name, Optional.of(argument));
  }

  private String templateName(Token token, String context) {
    if (token.kind() != TokenKind.STRING && token.kind() != TokenKind.RAW_STRING) {
      throw pipelines.unexpected(token, context);
    }
    return Unquoting.string(token.text()).orElseThrow(() -> failure("invalid syntax"));
  }

  private void expectRightDelimiter(String context) {
    Token token = tokens.nextNonSpace();
    if (token.kind() != TokenKind.RIGHT_DELIMITER) {
      throw pipelines.unexpected(token, context);
    }
  }

  private ParseException failure(String reason) {
    return new ParseException("template: " + source.name() + ":" + tokens.line() + ": " + reason);
  }

  /// What ends a body.
  private enum Closing {
    NOTHING,
    ELSE,
    END;

    @Override
    public String toString() {
      return this == ELSE ? "{{else}}" : "{{end}}";
    }
  }

  private record Body(Node.Sequence sequence, Closing closing) {}

  private record Item(@Nullable Node node, Closing closing) {
    static Item of(Node node) {
      return new Item(node, Closing.NOTHING);
    }
  }
}
