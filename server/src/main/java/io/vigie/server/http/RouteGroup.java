package io.vigie.server.http;

/// Operations that belong together.
@FunctionalInterface
public interface RouteGroup {
  /// Adds them under `/api/v1`.
  void addTo(ApiRouter router);
}
