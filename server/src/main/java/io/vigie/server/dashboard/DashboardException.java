package io.vigie.server.dashboard;

/// A document that is no dashboard, or one that cannot be kept. The message is for the person who
/// gave it.
public sealed class DashboardException extends Exception permits DashboardConflictException {
  private static final long serialVersionUID = 1;

  DashboardException(String message) {
    super(message);
  }

  DashboardException(String message, Throwable cause) {
    super(message, cause);
  }
}
