package io.vigie.alerts.notify;

/// Somebody was not told. The message says who and why.
final class DeliveryException extends Exception {
  DeliveryException(String message) {
    super(message);
  }

  DeliveryException(String message, Throwable cause) {
    super(message, cause);
  }
}
