package io.vigie.server.http;

/// A route, and who may use it.
///
/// @param method such as `GET`
/// @param path with the route prefix; `{name}` and `<name>` stand for parts
public record RouteAccess(String method, String path, Access access) {
  /// Method and path.
  public String operation() {
    return method + " " + path;
  }
}
