package io.vigie.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;

/// `/api-docs`: the descriptions of the APIs for people, drawn by Swagger UI from its WebJar. The
/// page is open, as the other pages are; what it shows is asked for with the reader's own
/// credentials.
final class SwaggerUi {
  private static final String PATH = "/api-docs";
  private static final String POM = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final String FOLDER = "/META-INF/resources/webjars/swagger-ui/";

  /// What the page needs of all that the WebJar has, with its media type.
  private static final Map<String, String> FILES =
      Map.of(
          "swagger-ui.css", "text/css; charset=utf-8",
          "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
          "swagger-ui-standalone-preset.js", "text/javascript; charset=utf-8");

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Vigie API</title>
          <link rel="icon" type="image/svg+xml" href="{path}/favicon.svg">
          <link rel="stylesheet" href="{path}/api-docs/swagger-ui.css">
        </head>
        <body>
          <div id="swagger-ui"></div>
          <script src="{path}/api-docs/swagger-ui-bundle.js"></script>
          <script src="{path}/api-docs/swagger-ui-standalone-preset.js"></script>
          <script src="{path}/api-docs/start.js"></script>
        </body>
      </html>
      """;

  /// Requests go where the page came from, whatever the external URL is.
  private static final String START =
      """
      SwaggerUIBundle({
        dom_id: '#swagger-ui',
        urls: [
          { name: 'Vigie', url: '{path}/api/openapi.yaml' },
          { name: 'Prometheus', url: '{path}/api/v1/openapi.yaml' },
        ],
        presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
        layout: 'StandaloneLayout',
        deepLinking: true,
        validatorUrl: null,
        requestInterceptor: (request) => {
          const url = new URL(request.url, location.href);
          request.url = location.origin + url.pathname + url.search;
          return request;
        },
      });
      """;

  private final String publicPath;

  /// @param publicPath path before every page as a browser sees it, empty or like `/prefix`
  SwaggerUi(String publicPath) {
    this.publicPath = publicPath;
  }

  void addTo(RoutesConfig routes, String prefix) {
    routes.get(prefix + PATH, this::page, Access.OPEN);
    routes.get(prefix + PATH + "/start.js", this::start, Access.OPEN);
    FILES.forEach((name, type) ->
        routes.get(prefix + PATH + "/" + name, context -> file(context, name, type), Access.OPEN));
  }

  private void page(Context context) {
    context.contentType("text/html; charset=utf-8").header("Cache-Control", "no-cache");
    context.header("Content-Security-Policy", UiFiles.CONTENT_SECURITY_POLICY);
    context.result(
        PAGE.replace("{path}", publicPath.replace("&", "&amp;").replace("\"", "&quot;")));
  }

  private void start(Context context) {
    context.contentType("text/javascript; charset=utf-8").header("Cache-Control", "no-cache");
    context.result(START.replace("{path}", publicPath.replace("\\", "\\\\").replace("'", "\\'")));
  }

  private static void file(Context context, String name, String mediaType) throws IOException {
    try (InputStream in = SwaggerUi.class.getResourceAsStream(FOLDER + version() + "/" + name)) {
      if (in == null) {
        context.status(404).result("404 page not found\n");
        return;
      }
      context.contentType(mediaType).header("Cache-Control", "max-age=86400");
      context.result(in.readAllBytes());
    }
  }

  /// The folder of the WebJar has its version in its name.
  private static String version() throws IOException {
    Properties pom = new Properties();
    try (InputStream in = SwaggerUi.class.getResourceAsStream(POM)) {
      if (in != null) {
        pom.load(in);
      }
    }
    return pom.getProperty("version", "");
  }
}
