package io.vigie.ingest.intake;

/// A request that must not be sent again as it is; the message says what is wrong with it.
public final class RefusedPushException extends Exception {
  private static final long serialVersionUID = 1;
  private final int httpStatus;

  public RefusedPushException(int httpStatus, String message) {
    super(message);
    this.httpStatus = httpStatus;
  }

  public int httpStatus() {
    return httpStatus;
  }
}
