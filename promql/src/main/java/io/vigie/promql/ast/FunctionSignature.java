package io.vigie.promql.ast;

import java.util.List;

/// What a function of the language takes and gives.
///
/// @param argumentTypes types by position; the last one stands for all further arguments of a
///   variadic function
/// @param variadic 0 if exactly `argumentTypes` are taken; otherwise the last of them is optional
///   and up to so many of it are taken, any number if negative
/// @param experimental whether it needs the feature `promql-experimental-functions`
public record FunctionSignature(
    String name,
    List<ValueType> argumentTypes,
    int variadic,
    ValueType returnType,
    boolean experimental) {
  public FunctionSignature {
    argumentTypes = List.copyOf(argumentTypes);
  }

  /// The least number of arguments.
  public int minArguments() {
    return variadic == 0 ? argumentTypes.size() : argumentTypes.size() - 1;
  }

  /// The greatest number of arguments.
  public int maxArguments() {
    if (variadic < 0) {
      return Integer.MAX_VALUE;
    }
    return minArguments() + variadic;
  }

  /// The type wanted of the argument at `index` (from 0).
  public ValueType argumentType(int index) {
    return argumentTypes.get(Math.min(index, argumentTypes.size() - 1));
  }
}
