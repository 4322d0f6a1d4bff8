package io.vigie.template.html;

import io.vigie.template.fmt.Quoting;
import io.vigie.template.html.Transitions.Step;
import io.vigie.template.parse.Definition;
import io.vigie.template.parse.Node;
import io.vigie.template.value.GoFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rewrites a template and all that it calls so that every value is escaped for its place. A
/// template that is called in several places is rewritten once for each kind of place.
public final class HtmlEscaping {
  private final Map<String, Definition> originals;
  private final Map<String, Definition> rewritten = new HashMap<>();
  private final Map<String, HtmlContext> ends = new HashMap<>();
  private final Map<String, GoFunction> functions;
  private Definition current;

  private HtmlEscaping(
      Map<String, Definition> originals, Map<String, GoFunction> functions, Definition root) {
    this.originals = originals;
    this.functions = new HashMap<>(functions);
    this.functions.putAll(Escapers.ALL);
    current = root;
  }

  /// @throws HtmlException if it cannot be told where a value stands
  public static HtmlEscaping of(
      Map<String, Definition> definitions, Map<String, GoFunction> functions, Definition root) {
    HtmlEscaping escaping = new HtmlEscaping(definitions, functions, root);
    HtmlContext end = escaping.template(root.name(), HtmlContext.START, root.body());
    if (end.state() != HtmlState.TEXT) {
      throw escaping.failure(root.body(), "ends in a non-text context: " + end.state());
    }
    return escaping;
  }

  public Map<String, Definition> definitions() {
    return rewritten;
  }

  public Map<String, GoFunction> functions() {
    return functions;
  }

  public Definition root() {
    Definition root = rewritten.get(current.name());
    return root == null ? current : root;
  }

  private record Escaped<T extends Node>(T node, HtmlContext end) {}

  /// Rewrites a template for a place, once, and gives the place where it ends.
  private HtmlContext template(String name, HtmlContext start, Node caller) {
    Definition original = originals.get(name);
    if (original == null) {
      throw failure(caller, "no such template " + Quoting.quote(name));
    }
    String derived = derivedName(name, start);
    HtmlContext known = ends.get(derived);
    if (known != null) {
      return known;
    }
    // A template that calls itself is taken to end where it begins.
    ends.put(derived, start);
    Definition calling = current;
    current = original;
    Escaped<Node.Sequence> body = sequence(original.body(), start);
    current = calling;
    ends.put(derived, body.end());
    rewritten.put(derived, new Definition(original.name(), original.source(), body.node()));
    return body.end();
  }

  private static String derivedName(String name, HtmlContext start) {
    return start.equals(HtmlContext.START) ? name : name + "$" + start;
  }

  private Escaped<Node.Sequence> sequence(Node.Sequence sequence, HtmlContext start) {
    HtmlContext context = start;
    List<Node> nodes = new ArrayList<>();
    for (Node node : sequence.nodes()) {
      Escaped<? extends Node> escaped = node(node, context);
      nodes.add(escaped.node());
      context = escaped.end();
    }
    return new Escaped<>(new Node.Sequence(sequence.position(), nodes), context);
  }

  private Escaped<? extends Node> node(Node node, HtmlContext context) {
    return switch (node) {
      case Node.Text text -> text(text, context);
      case Node.Action action -> action(action, context);
      case Node.Branch branch -> branch(branch, context);
      case Node.Call call -> {
        HtmlContext end = template(call.name(), context, call);
        yield new Escaped<>(
            new Node.Call(call.position(), derivedName(call.name(), context), call.argument()),
            end);
      }
      default -> new Escaped<>(node, context);
    };
  }

  private Escaped<Node.Branch> branch(Node.Branch branch, HtmlContext context) {
    Escaped<Node.Sequence> body = sequence(branch.body(), context);
    HtmlContext end = body.end();
    if (branch.control() == Node.Control.RANGE) {
      end = join(branch, end, sequence(branch.body(), end).end());
    }
    Optional<Escaped<Node.Sequence>> otherwise =
        branch.otherwise().map(sequence -> sequence(sequence, context));
    end = join(branch, end, otherwise.isPresent() ? otherwise.get().end() : context);
    return new Escaped<>(
        new Node.Branch(
            branch.position(),
            branch.control(),
            branch.pipeline(),
            body.node(),
            otherwise.map(Escaped::node)),
        end);
  }

  private HtmlContext join(Node.Branch branch, HtmlContext one, HtmlContext other) {
    return one.join(other)
        .orElseThrow(() ->
            failure(
                branch,
                "{{%s}} branches end in different contexts: %s, %s"
                    .formatted(
                        branch.control().name().toLowerCase(java.util.Locale.ROOT),
                        one.state(),
                        other.state())));
  }

  private Escaped<Node.Text> text(Node.Text node, HtmlContext start) {
    StringBuilder out = new StringBuilder();
    String rest = node.text();
    HtmlContext context = start;
    while (!rest.isEmpty()) {
      Step step = step(node, context, rest);
      HtmlText.append(out, rest.substring(0, step.length()), context, step.context());
      rest = rest.substring(step.length());
      context = step.context();
    }
    return new Escaped<>(new Node.Text(node.position(), out.toString()), context);
  }

  private Step step(Node node, HtmlContext context, String text) {
    try {
      return Transitions.next(context, text);
    } catch (HtmlException e) {
      throw failure(node, String.valueOf(e.getMessage()));
    }
  }

  private Escaped<Node.Action> action(Node.Action action, HtmlContext before) {
    if (!action.pipeline().variables().isEmpty()) {
      return new Escaped<>(action, before);
    }
    HtmlContext context = before.atAction();
    List<String> escapers = new ArrayList<>(escapers(action, context));
    switch (context.quote()) {
      case NONE -> {}
      case UNQUOTED -> escapers.add(Escapers.UNQUOTED);
      case DOUBLE, SINGLE -> escapers.add(Escapers.ATTRIBUTE);
    }
    return new Escaped<>(
        new Node.Action(action.position(), appended(action.pipeline(), escapers)),
        afterAction(context));
  }

  private static HtmlContext afterAction(HtmlContext context) {
    return switch (context.state()) {
      case JS -> context.regexpMayFollow(false);
      case URL, CSS_URL ->
          context.urlPart() == HtmlContext.UrlPart.NONE
              ? context.with(HtmlContext.UrlPart.BEFORE_QUERY)
              : context;
      default -> context;
    };
  }

  private List<String> escapers(Node.Action action, HtmlContext context) {
    return switch (context.state()) {
      case TEXT -> List.of(Escapers.HTML);
      case RCDATA -> List.of(Escapers.RCDATA);
      case TAG, ATTRIBUTE_NAME, AFTER_NAME, BEFORE_VALUE -> List.of(Escapers.NAME);
      case ATTRIBUTE -> List.of();
      case URL, CSS_URL -> urlEscapers(action, context);
      case JS -> List.of(Escapers.JS_VALUE);
      case JS_DOUBLE_QUOTED, JS_SINGLE_QUOTED, JS_REGEXP -> List.of(Escapers.JS_STRING);
      case JS_TEMPLATE -> List.of(Escapers.JS_TEMPLATE);
      case CSS -> List.of(Escapers.CSS_VALUE);
      case CSS_DOUBLE_QUOTED, CSS_SINGLE_QUOTED -> List.of(Escapers.CSS_STRING);
      case HTML_COMMENT, JS_BLOCK_COMMENT, JS_LINE_COMMENT, CSS_BLOCK_COMMENT ->
          List.of(Escapers.COMMENT);
    };
  }

  private List<String> urlEscapers(Node.Action action, HtmlContext context) {
    return switch (context.urlPart()) {
      case NONE -> List.of(Escapers.URL_FILTER, Escapers.URL_NORMALIZER);
      case BEFORE_QUERY -> List.of(Escapers.URL_NORMALIZER);
      case QUERY_OR_FRAGMENT -> List.of(Escapers.URL);
      case UNKNOWN ->
          throw failure(action, action + " appears in an ambiguous context within a URL");
    };
  }

  /// The user's own `html` or `urlquery` at the end does the work of the escaper that it equals.
  private Node.Pipeline appended(Node.Pipeline pipeline, List<String> escapers) {
    List<Node.Command> commands = new ArrayList<>(pipeline.commands());
    checkNoneWithin(pipeline);
    Node.Command last = commands.getLast();
    Optional<String> own = predefined(last);
    List<String> added = new ArrayList<>(escapers);
    if (own.isPresent() && added.removeIf(escaper -> equal(own.get(), escaper))) {
      added.addFirst(own.get());
      commands.removeLast();
      if (last.arguments().size() > 1) {
        List<Node> arguments = new ArrayList<>(last.arguments());
        arguments.set(0, new Node.Identifier(last.position(), Escapers.ARGUMENTS));
        commands.add(new Node.Command(last.position(), arguments));
      }
    }
    for (String escaper : added) {
      Node.Identifier name = new Node.Identifier(pipeline.position(), escaper);
      commands.add(new Node.Command(pipeline.position(), List.of(name)));
    }
    return new Node.Pipeline(
        pipeline.position(), pipeline.assigns(), pipeline.variables(), commands);
  }

  private void checkNoneWithin(Node.Pipeline pipeline) {
    List<Node.Command> commands = pipeline.commands();
    for (Node.Command command : commands.subList(0, commands.size() - 1)) {
      Optional<String> own = predefined(command);
      if (own.isPresent()) {
        throw failure(
            pipeline, "predefined escaper " + Quoting.quote(own.get()) + " disallowed in template");
      }
    }
  }

  private static Optional<String> predefined(Node.Command command) {
    return command.arguments().getFirst() instanceof Node.Identifier function
            && (function.name().equals("html") || function.name().equals("urlquery"))
        ? Optional.of(function.name())
        : Optional.empty();
  }

  private static boolean equal(String predefined, String escaper) {
    return switch (escaper) {
      case Escapers.HTML, Escapers.ATTRIBUTE, Escapers.RCDATA -> predefined.equals("html");
      case Escapers.URL, Escapers.URL_NORMALIZER -> predefined.equals("urlquery");
      default -> false;
    };
  }

  private HtmlException failure(Node node, String reason) {
    return new HtmlException(
        "html/template:" + current.source().location(node.position()) + ": " + reason);
  }
}
