package io.vigie.server.http;

/// How far the server is; requests that need it ready are refused before and after. Thread-safe.
public final class ServerState {
  /// From the first listener to the last request.
  public enum Phase {
    STARTING,
    READY,
    STOPPING
  }

  private volatile Phase phase = Phase.STARTING;

  public Phase phase() {
    return phase;
  }

  public void enter(Phase next) {
    phase = next;
  }
}
