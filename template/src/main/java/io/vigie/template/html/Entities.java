package io.vigie.template.html;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Decodes the character references that matter for finding the place of a value.
final class Entities {
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(quot|amp|lt|gt|apos));?");
  private static final Map<String, String> NAMED =
      Map.of("quot", "\"", "amp", "&", "lt", "<", "gt", ">", "apos", "'");

  private Entities() {}

  static String decode(String text) {
    return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(decoded(found)));
  }

  private static String decoded(java.util.regex.MatchResult found) {
    if (found.group(3) != null) {
      return NAMED.getOrDefault(found.group(3), found.group());
    }
    int c =
        found.group(1) != null
            ? Integer.parseInt(found.group(1))
            : Integer.parseInt(found.group(2), 16);
    return Character.isValidCodePoint(c) ? Character.toString(c) : "\uFFFD";
  }
}
