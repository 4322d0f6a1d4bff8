package io.vigie.server.dashboard;

/// Somebody else saved the dashboard since it was read.
public final class DashboardConflictException extends DashboardException {
  private static final long serialVersionUID = 1;

  DashboardConflictException(String message) {
    super(message);
  }
}
