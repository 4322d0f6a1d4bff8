package io.vigie.template.value;

/// What a template function throws to end the execution; the message is what Go's function would
/// return as its error.
public final class FunctionFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FunctionFailure(String message) {
    super(message);
  }

  public FunctionFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
