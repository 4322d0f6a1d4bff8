package io.vigie.server.http.openapi;

import io.vigie.server.http.TextRoute;
import io.vigie.server.http.TextRoute.Text;
import java.nio.charset.StandardCharsets;

/// `/api/v1/openapi.yaml`: the description of the API for machines.
public final class OpenApiRoute {
  private static final String API = "/api/v1";

  private OpenApiRoute() {}

  /// @param externalUrl under which the server is reached, without a slash at its end
  /// @param release version of this server
  public static TextRoute of(String externalUrl, String release) {
    return new TextRoute(
        API + "/openapi.yaml",
        true,
        request -> {
          OpenApiDocument.Version version =
              OpenApiDocument.Version.of(request.parameter("openapi_version"));
          String document = OpenApiDocument.write(version, externalUrl + API, release);
          return new Text(
              "application/yaml; charset=utf-8",
              out -> out.write(document.getBytes(StandardCharsets.UTF_8)));
        });
  }
}
