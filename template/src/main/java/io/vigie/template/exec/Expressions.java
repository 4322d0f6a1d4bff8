package io.vigie.template.exec;

import io.vigie.template.fmt.Quoting;
import io.vigie.template.parse.Node;
import io.vigie.template.value.FunctionFailure;
import io.vigie.template.value.GoFunction;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import io.vigie.template.value.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values of pipelines. The value of a command is the last argument of the next one: `piped`,
/// null where there is none.
final class Expressions {
  private final Program program;
  private final Budget budget;
  private final Place place;
  private Variables variables;

  Expressions(Program program, Budget budget, Place place, Variables variables) {
    this.program = program;
    this.budget = budget;
    this.place = place;
    this.variables = variables;
  }

  Variables variables() {
    return variables;
  }

  /// Gives the variables that were in use.
  Variables use(Variables others) {
    Variables before = variables;
    variables = others;
    return before;
  }

  GoValue pipeline(GoValue dot, Node.Pipeline pipeline) {
    place.at(pipeline);
    budget.step();
    GoValue value = null;
    for (Node.Command command : pipeline.commands()) {
      value = command(dot, command, value);
      value = value == GoValue.Nil.INTERFACE ? GoValue.Nil.MISSING : value;
    }
    GoValue result = value == null ? GoValue.Nil.MISSING : value;
    for (Node.Variable variable : pipeline.variables()) {
      set(variable, result, pipeline.assigns());
    }
    return result;
  }

  private void set(Node.Variable variable, GoValue value, boolean assigns) {
    String name = variable.names().getFirst();
    if (!assigns) {
      variables.push(name, value);
    } else if (!variables.assign(name, value)) {
      throw place.failure("undefined variable: " + name);
    }
  }

  private GoValue command(GoValue dot, Node.Command command, @Nullable GoValue piped) {
    Node first = command.arguments().getFirst();
    List<Node> arguments = command.arguments();
    return switch (first) {
      case Node.Field field -> field(dot, field, arguments, piped);
      case Node.Chain chain -> chain(dot, chain, arguments, piped);
      case Node.Identifier function -> function(dot, function, command, arguments, piped);
      case Node.Pipeline pipeline -> {
        checkNoArguments(arguments, piped);
        yield pipeline(dot, pipeline);
      }
      case Node.Variable variable -> variable(dot, variable, arguments, piped);
      default -> {
        place.at(first);
        checkNoArguments(arguments, piped);
        yield literal(dot, first);
      }
    };
  }

  private GoValue literal(GoValue dot, Node word) {
    return switch (word) {
      case Node.Bool bool -> GoValue.of(bool.value());
      case Node.Dot _ -> dot;
      case Node.Nil _ -> throw place.failure("nil is not a command");
      case Node.Numeric number -> constant(number);
      case Node.Quoted quoted -> GoValue.of(quoted.text());
      default -> throw place.failure("can't evaluate command " + Quoting.quote(word.toString()));
    };
  }

  private void checkNoArguments(List<Node> arguments, @Nullable GoValue piped) {
    if (arguments.size() > 1 || piped != null) {
      throw place.failure("can't give argument to non-function " + arguments.getFirst());
    }
  }

  /// The type of a number that no parameter decides is the one that its form suggests.
  private GoValue constant(Node.Numeric number) {
    place.at(number);
    if (number.complex().isPresent()) {
      double[] parts = number.complex().get();
      return new GoValue.Complex(parts[0], parts[1]);
    }
    String source = number.source();
    boolean isCharacter = source.startsWith("'");
    boolean isHexInteger =
        (source.contains("0x") || source.contains("0X")) && !source.matches(".*[pP].*");
    if (!isCharacter && !isHexInteger && source.matches(".*[.eEpP].*")) {
      return GoValue.of(number.real().orElseThrow());
    }
    return GoValue.of(
        (long) number.signed().orElseThrow(() -> place.failure(source + " overflows int")));
  }

  private GoValue field(
      GoValue dot, Node.Field field, List<Node> arguments, @Nullable GoValue piped) {
    place.at(field);
    return fields(dot, dot, field, field.names(), arguments, piped);
  }

  private GoValue variable(
      GoValue dot, Node.Variable variable, List<Node> arguments, @Nullable GoValue piped) {
    place.at(variable);
    String name = variable.names().getFirst();
    GoValue value =
        variables.find(name).orElseThrow(() -> place.failure("undefined variable: " + name));
    if (variable.names().size() == 1) {
      checkNoArguments(arguments, piped);
      return value;
    }
    List<String> names = variable.names().subList(1, variable.names().size());
    return fields(dot, value, variable, names, arguments, piped);
  }

  private GoValue chain(
      GoValue dot, Node.Chain chain, List<Node> arguments, @Nullable GoValue piped) {
    place.at(chain);
    if (chain.node() instanceof Node.Nil) {
      throw place.failure("indirection through explicit nil in " + chain);
    }
    GoValue receiver = argument(dot, GoType.ANY, chain.node());
    return fields(dot, receiver, chain, chain.names(), arguments, piped);
  }

  /// `.a.b.c`: only the last one may be a method with arguments.
  private GoValue fields(
      GoValue dot,
      GoValue receiver,
      Node node,
      List<String> names,
      List<Node> arguments,
      @Nullable GoValue piped) {
    GoValue value = receiver;
    for (String name : names.subList(0, names.size() - 1)) {
      value = field(dot, value, node, name, List.of(node), null);
    }
    return field(dot, value, node, names.getLast(), arguments, piped);
  }

  private GoValue field(
      GoValue dot,
      GoValue receiver,
      Node node,
      String name,
      List<Node> arguments,
      @Nullable GoValue piped) {
    if (receiver == GoValue.Nil.MISSING) {
      return fieldOfNothing(name);
    }
    GoType type = receiver.type();
    if (receiver.isNothing()) {
      throw place.failure("nil pointer evaluating " + type + "." + name);
    }
    GoFunction method = type.methods().get(name);
    if (method != null) {
      return call(dot, method, receiver, node, name, arguments, piped);
    }
    boolean hasArguments = arguments.size() > 1 || piped != null;
    if (receiver instanceof GoValue.Mapping map) {
      if (hasArguments) {
        throw place.failure(name + " is not a method but has arguments");
      }
      return entry(map, name);
    }
    return structField(receiver, name, hasArguments);
  }

  private GoValue structField(GoValue receiver, String name, boolean hasArguments) {
    if (receiver instanceof GoValue.Struct struct) {
      for (int i = 0; i < struct.values().size(); i++) {
        if (struct.type().fields().get(i).name().equals(name)) {
          if (hasArguments) {
            throw place.failure(name + " has arguments but cannot be invoked as function");
          }
          return struct.values().get(i);
        }
      }
    }
    throw place.failure("can't evaluate field " + name + " in type " + receiver.type());
  }

  private GoValue fieldOfNothing(String name) {
    return switch (program.missingKey()) {
      case ERROR -> throw place.failure("nil data; no entry for key " + Quoting.quote(name));
      case NO_VALUE, ZERO -> GoValue.Nil.MISSING;
    };
  }

  private GoValue entry(GoValue.Mapping map, String key) {
    GoValue found = map.entries().get(key);
    if (found != null) {
      return found;
    }
    return switch (program.missingKey()) {
      case NO_VALUE -> GoValue.Nil.MISSING;
      case ZERO -> map.type().element().orElse(GoType.ANY).zero();
      case ERROR -> throw place.failure("map has no entry for key " + Quoting.quote(key));
    };
  }

  private GoValue function(
      GoValue dot,
      Node.Identifier function,
      Node command,
      List<Node> arguments,
      @Nullable GoValue piped) {
    place.at(function);
    GoFunction known = program.function(function.name());
    if (known == null) {
      throw place.failure(Quoting.quote(function.name()) + " is not a defined function");
    }
    return call(dot, known, null, command, function.name(), arguments, piped);
  }

  /// @param receiver of a method
  /// @param arguments the function itself first, which is passed over
  private GoValue call(
      GoValue dot,
      GoFunction function,
      @Nullable GoValue receiver,
      Node node,
      String name,
      List<Node> arguments,
      @Nullable GoValue piped) {
    List<Node> given = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
    checkCount(function, name, given.size(), piped != null);
    if (receiver == null && (name.equals("and") || name.equals("or")) && program.isBuiltin(name)) {
      return andOr(dot, given, piped, name.equals("or"));
    }
    List<GoValue> values = new ArrayList<>();
    if (receiver != null) {
      values.add(receiver);
    }
    for (int i = 0; i < given.size(); i++) {
      values.add(argument(dot, parameter(function, i), given.get(i)));
    }
    if (piped != null) {
      values.add(checked(piped, parameter(function, given.size())));
    }
    return invoke(function, values, node, name);
  }

  private GoValue invoke(GoFunction function, List<GoValue> values, Node node, String name) {
    try {
      budget.step();
      GoValue result = function.body().call(List.copyOf(values));
      if (result instanceof GoValue.Text text) {
        budget.checkLength(text.value());
      }
      return result;
    } catch (FunctionFailure failure) {
      place.at(node);
      throw place.failure("error calling " + name + ": " + failure.getMessage(), failure);
    }
  }

  private void checkCount(GoFunction function, String name, int given, boolean piped) {
    int parameters = function.parameters().size();
    int count = given + (piped ? 1 : 0);
    if (function.variadic()) {
      if (count < parameters - 1) {
        throw place.failure(
            "wrong number of args for %s: want at least %d got %d"
                .formatted(name, parameters - 1, given));
      }
    } else if (count != parameters) {
      throw place.failure(
          "wrong number of args for %s: want %d got %d".formatted(name, parameters, count));
    }
  }

  private static GoType parameter(GoFunction function, int index) {
    List<GoType> parameters = function.parameters();
    return parameters.get(Math.min(index, parameters.size() - 1));
  }

  private GoValue andOr(GoValue dot, List<Node> arguments, @Nullable GoValue piped, boolean isOr) {
    GoValue value = GoValue.Nil.MISSING;
    for (Node argument : arguments) {
      value = argument(dot, GoType.ANY, argument);
      if (Truth.of(value) == isOr) {
        return value;
      }
    }
    return piped != null ? piped : value;
  }

  private GoValue checked(GoValue value, GoType type) {
    if (value.isNothing()) {
      if (type.canBeNil()) {
        return value == GoValue.Nil.MISSING && type.kind() == Kind.INTERFACE ? value : type.zero();
      }
      throw place.failure(
          value == GoValue.Nil.MISSING
              ? "invalid value; expected " + type
              : "wrong type for value; expected " + type + "; got " + value.type());
    }
    if (!value.type().assignableTo(type)) {
      throw place.failure("wrong type for value; expected " + type + "; got " + value.type());
    }
    return value;
  }

  private GoValue argument(GoValue dot, GoType type, Node node) {
    place.at(node);
    return switch (node) {
      case Node.Dot _ -> checked(dot, type);
      case Node.Nil _ -> {
        if (type.canBeNil()) {
          yield type.zero();
        }
        throw place.failure("cannot assign nil to " + type);
      }
      case Node.Field field -> checked(field(dot, field, List.of(node), null), type);
      case Node.Variable variable -> checked(variable(dot, variable, List.of(), null), type);
      case Node.Pipeline pipeline -> checked(pipeline(dot, pipeline), type);
      case Node.Identifier function ->
          checked(function(dot, function, function, List.of(), null), type);
      case Node.Chain chain -> checked(chain(dot, chain, List.of(), null), type);
      default -> literal(type, node);
    };
  }

  /// A constant takes the type of its parameter.
  private GoValue literal(GoType type, Node node) {
    return switch (type.kind()) {
      case BOOL ->
          node instanceof Node.Bool bool ? GoValue.of(bool.value()) : mismatch("bool", node);
      case STRING ->
          node instanceof Node.Quoted quoted
              ? new GoValue.Text(quoted.text(), type)
              : mismatch("string", node);
      case INT ->
          node instanceof Node.Numeric number && number.signed().isPresent()
              ? new GoValue.Int(number.signed().get(), type)
              : mismatch("integer", node);
      case UINT ->
          node instanceof Node.Numeric number && number.unsigned().isPresent()
              ? new GoValue.Uint(number.unsigned().get(), type)
              : mismatch("unsigned integer", node);
      case FLOAT ->
          node instanceof Node.Numeric number && number.real().isPresent()
              ? GoValue.of((double) number.real().get())
              : mismatch("float", node);
      case INTERFACE -> constantOf(node);
      case COMPLEX, SLICE, MAP, STRUCT, FUNC, INVALID ->
          throw place.failure("can't handle " + node + " for arg of type " + type);
    };
  }

  private GoValue constantOf(Node node) {
    return switch (node) {
      case Node.Bool bool -> GoValue.of(bool.value());
      case Node.Numeric number -> constant(number);
      case Node.Quoted quoted -> GoValue.of(quoted.text());
      default ->
          throw place.failure(
              "can't handle assignment of " + node + " to empty interface argument");
    };
  }

  private GoValue mismatch(String wanted, Node node) {
    throw place.failure("expected " + wanted + "; found " + node);
  }
}
