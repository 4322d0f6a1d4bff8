package io.vigie.template.value;

import java.util.List;

/// A function or method that templates may call. The arguments that reach `body` have been checked
/// against `parameters`; of a method, the first one is the receiver, which `parameters` does not
/// list.
///
/// @param variadic whether the last parameter may be given any number of times
public record GoFunction(List<GoType> parameters, boolean variadic, Body body) {

  public GoFunction {
    parameters = List.copyOf(parameters);
  }

  /// The work of a function. May throw [FunctionFailure].
  @FunctionalInterface
  public interface Body {
    GoValue call(List<GoValue> arguments);
  }

  public static GoFunction of(Body body, GoType... parameters) {
    return new GoFunction(List.of(parameters), false, body);
  }

  /// A function whose last parameter may be given any number of times, also none.
  public static GoFunction variadic(Body body, GoType... parameters) {
    return new GoFunction(List.of(parameters), true, body);
  }
}
