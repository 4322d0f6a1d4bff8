package io.vigie.template.html;

import io.vigie.template.html.HtmlContext.Attribute;
import java.util.Set;

/// What the values of attributes are, by the attribute's name.
final class Attributes {
  private static final Set<String> URLS =
      Set.of(
          "action",
          "archive",
          "background",
          "cite",
          "classid",
          "codebase",
          "data",
          "formaction",
          "href",
          "icon",
          "longdesc",
          "manifest",
          "poster",
          "profile",
          "src",
          "srcset",
          "usemap",
          "xmlns");

  private Attributes() {}

  /// @param name in lower case
  static Attribute of(String name) {
    String local = name;
    if (name.startsWith("data-")) {
      local = name.substring("data-".length());
    } else if (name.contains(":")) {
      String prefix = name.substring(0, name.indexOf(':'));
      if (prefix.equals("xmlns")) {
        return Attribute.URL;
      }
      local = name.substring(name.indexOf(':') + 1);
    }
    if (URLS.contains(local)) {
      return Attribute.URL;
    }
    if (local.equals("style")) {
      return Attribute.STYLE;
    }
    if (local.startsWith("on")) {
      return Attribute.SCRIPT;
    }
    boolean looksLikeUrl = local.contains("src") || local.contains("uri") || local.contains("url");
    return looksLikeUrl ? Attribute.URL : Attribute.PLAIN;
  }
}
