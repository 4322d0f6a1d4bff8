package io.vigie.server.http.link;

import io.vigie.server.http.BodyRoute.Reply;
import java.util.List;
import java.util.Map;

/// One page without scripts, which phones and text browsers show.
final class LinkPage {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          // The address is a secret: it goes to no other site, and the page into no frame.
          "Referrer-Policy", "no-referrer",
          "X-Frame-Options", "DENY",
          "X-Robots-Tag", "noindex",
          "Content-Security-Policy",
              "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
                  + " frame-ancestors 'none'; base-uri 'none'");

  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.25rem}li{margin:.25rem 0;overflow-wrap:anywhere}
      input,button{font:inherit;padding:.6rem .8rem;min-height:44px;border-radius:6px;border:1px solid #8888}
      button{background:#1c5bd9;color:#fff;border:0;font-weight:600}
      label{display:block;margin:1rem 0}\
      """;

  private LinkPage() {}

  /// @param form what can be done here; empty for nothing
  static Reply of(int status, LinkWords words, String title, List<String> lines, String form) {
    StringBuilder html = new StringBuilder();
    html.append("<!doctype html>\n<html lang=\"").append(words.code).append("\">\n");
    html.append("<meta charset=\"utf-8\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
    html.append("<title>").append(escaped(title)).append(" · Vigie</title>\n");
    html.append("<style>").append(STYLE).append("</style>\n<main>\n");
    html.append("<h1>").append(escaped(title)).append("</h1>\n<ul>\n");
    lines.forEach(line -> html.append("<li>").append(escaped(line)).append("</li>\n"));
    html.append("</ul>\n").append(form).append("</main>\n</html>\n");
    return Reply.of(status, "text/html; charset=utf-8", html.toString()).withHeaders(HEADERS);
  }

  /// A form that sends to the page's own address.
  static String form(LinkWords words, String button, String who) {
    return """
    <form method="post">
    <label>%s <input name="who" maxlength="100" value="%s"></label>
    <button type="submit">%s</button>
    </form>
    """
        .formatted(escaped(words.name), escaped(who), escaped(button));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
