package io.vigie.server.http;

import io.javalin.http.Context;
import io.vigie.server.http.ServerState.Phase;

/// Refuses requests while the server is not ready, in the words that Prometheus' tools know.
final class ReadyGate {
  private final ServerState state;

  ReadyGate(ServerState state) {
    this.state = state;
  }

  /// Whether the request may go on; if not, it is answered already.
  boolean isOpen(Context context) {
    Phase phase = state.phase();
    if (phase == Phase.READY) {
      return true;
    }
    context.header("X-Prometheus-Stopping", Boolean.toString(phase == Phase.STOPPING));
    refuse(context);
    return false;
  }

  private static void refuse(Context context) {
    if (Refusal.isOwn(context.path())) {
      RestRoute.writeProblem(context, 503, "the server starts or stops: try again");
    } else {
      context.status(503).result("Service Unavailable");
    }
  }
}
