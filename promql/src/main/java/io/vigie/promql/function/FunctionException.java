package io.vigie.promql.function;

/// An argument that a function cannot work with, worded as Prometheus words it.
public final class FunctionException extends RuntimeException {
  public FunctionException(String message) {
    super(message);
  }
}
