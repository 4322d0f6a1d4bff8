package io.vigie.server.http.openapi;

import io.vigie.server.http.TextRoute;
import io.vigie.server.http.TextRoute.Text;
import io.vigie.server.http.openapi.OpenApiDocument.Version;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// `/api/v1/openapi.yaml` and `/api/openapi.yaml`: the descriptions of the APIs for machines.
public final class OpenApiRoute {
  private OpenApiRoute() {}

  /// The API of Prometheus, with what Vigie adds to it.
  ///
  /// @param externalUrl under which the server is reached, without a slash at its end
  /// @param release version of this server
  public static TextRoute of(String externalUrl, String release) {
    return route(
        externalUrl,
        "/api/v1",
        release,
        "The HTTP API of Prometheus, and what Vigie adds to it.",
        Operations.ALL,
        false);
  }

  /// Vigie's own API.
  ///
  /// @param externalUrl under which the server is reached, without a slash at its end
  /// @param release version of this server
  public static TextRoute ofOwnApi(String externalUrl, String release) {
    return route(
        externalUrl,
        "/api",
        release,
        "Vigie's own HTTP API: JSON without an envelope, errors as RFC 9457 describes them.",
        RestOperations.ALL,
        true);
  }

  private static TextRoute route(
      String externalUrl,
      String api,
      String release,
      String description,
      List<Operation> operations,
      boolean ownApi) {
    // The same as long as the server runs, and slow to write.
    Map<Version, byte[]> documents = new ConcurrentHashMap<>();
    return new TextRoute(
        api + "/openapi.yaml",
        true,
        request -> {
          byte[] document =
              documents.computeIfAbsent(
                  Version.of(request.parameter("openapi_version")),
                  version ->
                      new OpenApiDocument(version, description, operations, ownApi)
                          .write(externalUrl + api, release)
                          .getBytes(StandardCharsets.UTF_8));
          return new Text("application/yaml; charset=utf-8", out -> out.write(document));
        });
  }
}
