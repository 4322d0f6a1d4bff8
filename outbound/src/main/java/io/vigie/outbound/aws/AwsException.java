package io.vigie.outbound.aws;

import java.io.IOException;

/// A service of Amazon refused a request.
public final class AwsException extends IOException {
  private final String code;

  AwsException(String code, String message) {
    super(message);
    this.code = code;
  }

  /// The service's own name of the problem: `AuthFailure`.
  public String code() {
    return code;
  }
}
