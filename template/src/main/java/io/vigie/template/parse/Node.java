package io.vigie.template.parse;

import io.vigie.template.fmt.Quoting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A node of the tree. Its text form is the one that error messages quote.
public sealed interface Node {

  /// Index of the character in the template's text that errors point at.
  int position();

  record Sequence(int position, List<Node> nodes) implements Node {
    public Sequence {
      nodes = List.copyOf(nodes);
    }

    /// Whether it defines nothing: only white space.
    public boolean isBlank() {
      return nodes.stream().allMatch(node -> node instanceof Text text && text.text().isBlank());
    }

    @Override
    public String toString() {
      return nodes.stream().map(Node::toString).collect(Collectors.joining());
    }
  }

  record Text(int position, String text) implements Node {
    @Override
    public String toString() {
      return text;
    }
  }

  record Action(int position, Pipeline pipeline) implements Node {
    @Override
    public String toString() {
      return "{{" + pipeline + "}}";
    }
  }

  /// @param variables what the value is declared as, or assigned to
  record Pipeline(int position, boolean assigns, List<Variable> variables, List<Command> commands)
      implements Node {
    public Pipeline {
      variables = List.copyOf(variables);
      commands = List.copyOf(commands);
    }

    @Override
    public String toString() {
      String decl = variables.stream().map(Node::toString).collect(Collectors.joining(", "));
      String value = commands.stream().map(Node::toString).collect(Collectors.joining(" | "));
      return variables.isEmpty() ? value : decl + (assigns ? " = " : " := ") + value;
    }
  }

  record Command(int position, List<Node> arguments) implements Node {
    public Command {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      return arguments.stream().map(Node::parenthesized).collect(Collectors.joining(" "));
    }
  }

  record Identifier(int position, String name) implements Node {
    @Override
    public String toString() {
      return name;
    }
  }

  /// `$x.field.field`; the first name begins with the dollar sign.
  record Variable(int position, List<String> names) implements Node {
    public Variable {
      names = List.copyOf(names);
    }

    @Override
    public String toString() {
      return String.join(".", names);
    }
  }

  record Dot(int position) implements Node {
    @Override
    public String toString() {
      return ".";
    }
  }

  record Nil(int position) implements Node {
    @Override
    public String toString() {
      return "nil";
    }
  }

  /// `.field.field`
  record Field(int position, List<String> names) implements Node {
    public Field {
      names = List.copyOf(names);
    }

    @Override
    public String toString() {
      return "." + String.join(".", names);
    }
  }

  /// `(pipeline).field.field`
  record Chain(int position, Node node, List<String> names) implements Node {
    public Chain {
      names = List.copyOf(names);
    }

    @Override
    public String toString() {
      return parenthesized(node) + "." + String.join(".", names);
    }
  }

  record Bool(int position, boolean value) implements Node {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  record Quoted(int position, String source, String text) implements Node {
    @Override
    public String toString() {
      return source;
    }
  }

  /// A number is everything it can be; which, the place where it is used decides.
  record Numeric(
      int position,
      String source,
      Optional<Long> signed,
      Optional<Long> unsigned,
      Optional<Double> real,
      Optional<double[]> complex)
      implements Node {
    @Override
    public String toString() {
      return source;
    }
  }

  /// `if`, `with` or `range`
  record Branch(
      int position, Control control, Pipeline pipeline, Sequence body, Optional<Sequence> otherwise)
      implements Node {
    @Override
    public String toString() {
      return "{{%s %s}}%s%s{{end}}"
          .formatted(
              control.word(),
              pipeline,
              body,
              otherwise.map(sequence -> "{{else}}" + sequence).orElse(""));
    }
  }

  enum Control {
    IF,
    WITH,
    RANGE;

    String word() {
      return switch (this) {
        case IF -> "if";
        case WITH -> "with";
        case RANGE -> "range";
      };
    }
  }

  record Break(int position) implements Node {
    @Override
    public String toString() {
      return "{{break}}";
    }
  }

  record Continue(int position) implements Node {
    @Override
    public String toString() {
      return "{{continue}}";
    }
  }

  record Call(int position, String name, Optional<Pipeline> argument) implements Node {
    @Override
    public String toString() {
      return "{{template "
          + Quoting.quote(name)
          + argument.map(pipeline -> " " + pipeline).orElse("")
          + "}}";
    }
  }

  private static String parenthesized(Node node) {
    return node instanceof Pipeline ? "(" + node + ")" : node.toString();
  }
}
