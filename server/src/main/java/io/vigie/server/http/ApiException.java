package io.vigie.server.http;

/// A request that is answered with an error. The message is shown to the caller.
public final class ApiException extends RuntimeException {
  private final ErrorType type;

  public ApiException(ErrorType type, String message) {
    super(message);
    this.type = type;
  }

  public ApiException(ErrorType type, String message, Throwable cause) {
    super(message, cause);
    this.type = type;
  }

  /// A parameter has a value that it must not have.
  public static ApiException invalidParameter(String parameter, String reason) {
    return new ApiException(
        ErrorType.BAD_DATA, "invalid parameter \"" + parameter + "\": " + reason);
  }

  public ErrorType type() {
    return type;
  }
}
