package io.vigie.template.exec;

import io.vigie.template.fmt.Printer;
import io.vigie.template.value.FunctionFailure;
import io.vigie.template.value.GoFunction;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The functions that every template knows. `and` and `or` are here for their parameters; the
/// evaluator itself does them, as they stop at the first argument that decides.
public final class Builtins {

  public static final Map<String, GoFunction> ALL =
      Map.ofEntries(
          Map.entry("and", GoFunction.variadic(List::getLast, GoType.ANY, GoType.ANY)),
          Map.entry("or", GoFunction.variadic(List::getLast, GoType.ANY, GoType.ANY)),
          Map.entry("not", GoFunction.of(a -> bool(!Truth.of(a.getFirst())), GoType.ANY)),
          Map.entry("call", GoFunction.variadic(Builtins::call, GoType.ANY, GoType.ANY)),
          Map.entry("eq", GoFunction.variadic(Builtins::equal, GoType.ANY, GoType.ANY)),
          Map.entry("ne", comparison((a, b) -> !Comparison.equal(a, b))),
          Map.entry("lt", comparison(Comparison::less)),
          Map.entry("le", comparison(Comparison::lessOrEqual)),
          Map.entry("gt", comparison((a, b) -> !Comparison.lessOrEqual(a, b))),
          Map.entry("ge", comparison((a, b) -> !Comparison.less(a, b))),
          Map.entry("index", GoFunction.variadic(Indexing::index, GoType.ANY, GoType.ANY)),
          Map.entry("slice", GoFunction.variadic(Indexing::slice, GoType.ANY, GoType.ANY)),
          Map.entry(
              "len", GoFunction.of(a -> GoValue.of(Indexing.length(a.getFirst())), GoType.ANY)),
          Map.entry("print", GoFunction.variadic(a -> GoValue.of(Printer.print(a)), GoType.ANY)),
          Map.entry(
              "println", GoFunction.variadic(a -> GoValue.of(Printer.println(a)), GoType.ANY)),
          Map.entry(
              "printf",
              GoFunction.variadic(
                  a -> GoValue.of(Printer.format(a.getFirst().text(), a.subList(1, a.size()))),
                  GoType.STRING,
                  GoType.ANY)),
          Map.entry("html", escaper(Escapes::html)),
          Map.entry("js", escaper(Escapes::javaScript)),
          Map.entry("urlquery", escaper(Escapes::urlQuery)));

  private Builtins() {}

  private interface Test {
    boolean holds(GoValue left, GoValue right);
  }

  private static GoFunction comparison(Test test) {
    return GoFunction.of(a -> bool(test.holds(a.getFirst(), a.get(1))), GoType.ANY, GoType.ANY);
  }

  private static GoValue equal(List<GoValue> arguments) {
    return bool(Comparison.equalsAny(arguments));
  }

  private static GoFunction escaper(UnaryOperator<String> escape) {
    return GoFunction.variadic(a -> GoValue.of(escape.apply(text(a))), GoType.ANY);
  }

  /// The arguments as one text; what is missing shows.
  static String text(List<GoValue> arguments) {
    List<GoValue> printable =
        arguments.stream()
            .map(a -> a.isNothing() ? GoValue.of(Evaluator.NO_VALUE) : a)
            .collect(Collectors.toList());
    return Printer.print(printable);
  }

  private static GoValue call(List<GoValue> arguments) {
    GoValue first = arguments.getFirst();
    if (first instanceof GoValue.Callable callable) {
      List<GoValue> given = arguments.subList(1, arguments.size());
      GoFunction function = callable.function();
      int wanted = function.parameters().size();
      if (function.variadic() ? given.size() < wanted - 1 : given.size() != wanted) {
        throw new FunctionFailure("wrong number of args: got " + given.size() + " want " + wanted);
      }
      return function.body().call(given);
    }
    throw new FunctionFailure(
        first.isNothing() ? "call of nil" : "non-function of type " + first.type());
  }

  private static GoValue bool(boolean value) {
    return GoValue.of(value);
  }
}
