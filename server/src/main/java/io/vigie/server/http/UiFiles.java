package io.vigie.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The web pages, from the class path folder `ui/`. Every address that a browser may open and that
/// is no file is answered with the one page, which looks at the address itself.
final class UiFiles {
  private static final String FOLDER = "/ui/";
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final String ASK_AGAIN = "no-cache";

  /// Scripts only from here; styles also from scripts, as the component library does.
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
          + " font-src 'self' data:; worker-src 'self' blob:; base-uri 'self'; object-src 'none';"
          + " frame-ancestors 'self'";

  private static final Pattern SAFE_PATH =
      Pattern.compile("([A-Za-z0-9_@-][A-Za-z0-9_.@-]*/)*[A-Za-z0-9_@-][A-Za-z0-9_.@-]*");

  /// What lies beside a file in compressed form, from the smallest: name and end of the file's
  /// name.
  private static final List<Map.Entry<String, String>> ENCODINGS =
      List.of(Map.entry("br", ".br"), Map.entry("gzip", ".gz"));

  private static final Pattern REFUSED = Pattern.compile(";q=0(\\.0*)?$");
  private static final Pattern BASE = Pattern.compile("<base href=\"[^\"]*\"\\s*/?>");
  private static final Pattern TITLE = Pattern.compile("<title>[^<]*</title>");

  private static final Map<String, String> MEDIA_TYPES =
      Map.ofEntries(
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("png", "image/png"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("woff2", "font/woff2"));

  private final String publicPath;
  private final String pageTitle;

  /// @param publicPath path before every page as a browser sees it, empty or like `/prefix`
  UiFiles(String publicPath, String pageTitle) {
    this.publicPath = publicPath;
    this.pageTitle = pageTitle;
  }

  /// To be added after every other route: it takes what is left.
  void addTo(RoutesConfig routes, String prefix) {
    routes.get(prefix + "/graph", context -> redirect(context, "/query"), Access.OPEN);
    routes.get(prefix + "/", this::page, Access.OPEN);
    routes.get(
        prefix + "/assets/<file>", context -> file(context, "assets/", FOREVER), Access.OPEN);
    routes.get(prefix + "/<file>", context -> file(context, "", ASK_AGAIN), Access.OPEN);
    if (!prefix.isEmpty()) {
      routes.get("/", context -> redirect(context, "/"), Access.OPEN);
    }
  }

  private void redirect(Context context, String path) {
    String query = context.queryString();
    context.redirect(publicPath + path + (query == null ? "" : "?" + query));
  }

  private void file(Context context, String folder, String caching) throws IOException {
    String path = folder + context.pathParam("file");
    Optional<Encoded> content =
        SAFE_PATH.matcher(path).matches() ? find(path, context) : Optional.empty();
    if (content.isPresent() && !path.equals("index.html")) {
      context.contentType(mediaType(path)).header("Cache-Control", caching);
      context.header("Vary", "Accept-Encoding");
      content.get().encoding().ifPresent(name -> context.header("Content-Encoding", name));
      if (caching.equals(FOREVER)) {
        context.result(content.get().bytes());
      } else {
        sendUnlessKnown(context, content.get().bytes());
      }
    } else if (folder.isEmpty() && wantsPage(context)) {
      page(context);
    } else {
      context.status(404).result("404 page not found\n");
    }
  }

  private void page(Context context) throws IOException {
    Optional<byte[]> page = read("index.html");
    if (page.isEmpty()) {
      context.result("This build of Vigie has no web pages; the API is at /api/v1.\n");
      return;
    }
    String html = new String(page.get(), StandardCharsets.UTF_8);
    html = BASE.matcher(html).replaceFirst("<base href=\"" + escape(publicPath) + "/\">");
    html = TITLE.matcher(html).replaceFirst("<title>" + escape(pageTitle) + "</title>");
    context.contentType("text/html; charset=utf-8").header("Cache-Control", ASK_AGAIN);
    context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    sendUnlessKnown(context, html.getBytes(StandardCharsets.UTF_8));
  }

  /// Who has it already is not sent it again.
  private static void sendUnlessKnown(Context context, byte[] content) {
    String tag = EntityTag.of(content);
    context.header("ETag", tag);
    if (EntityTag.isAmong(context.header("If-None-Match"), tag)) {
      context.status(304);
    } else {
      context.result(content);
    }
  }

  /// Browsers say that they want HTML; tools that mistype an address must get an error.
  private static boolean wantsPage(Context context) {
    String accept = context.header("Accept");
    return accept != null && accept.contains("text/html");
  }

  /// A file as it goes over the line.
  @SuppressWarnings("ArrayRecordComponent") // is handed on, and never compared
  private record Encoded(byte[] bytes, Optional<String> encoding) {}

  /// The smallest form of a file that the caller understands; the build has made them.
  private static Optional<Encoded> find(String path, Context context) throws IOException {
    for (Map.Entry<String, String> each : ENCODINGS) {
      if (accepts(context, each.getKey())) {
        Optional<byte[]> compressed = read(path + each.getValue());
        if (compressed.isPresent()) {
          return Optional.of(new Encoded(compressed.get(), Optional.of(each.getKey())));
        }
      }
    }
    return read(path).map(bytes -> new Encoded(bytes, Optional.empty()));
  }

  private static boolean accepts(Context context, String encoding) {
    String accepted = context.header("Accept-Encoding");
    return accepted != null
        && Pattern.compile(",")
            .splitAsStream(accepted.replace(" ", "").toLowerCase(Locale.ROOT))
            .anyMatch(each ->
                each.equals(encoding)
                    || (each.startsWith(encoding + ";") && !REFUSED.matcher(each).find()));
  }

  private static Optional<byte[]> read(String path) throws IOException {
    try (InputStream in = UiFiles.class.getResourceAsStream(FOLDER + path)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    }
  }

  private static String mediaType(String path) {
    return MEDIA_TYPES.getOrDefault(
        path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("\"", "&quot;")
        .replace("\\", "\\\\")
        .replace("$", "\\$");
  }
}
