package io.vigie.ingest.discovery.config;

import io.vigie.config.yaml.ByteTexts;
import io.vigie.config.yaml.MappingReader;
import java.util.regex.Pattern;

/// Whether label and field selectors are what the Kubernetes API understands.
final class KubernetesSelectors {
  private static final String NAME = "[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?";
  private static final String KEY = "(" + NAME + "/)?" + NAME;
  private static final String VALUE = "(" + NAME + ")?";

  /// `key`, `!key`, `key=value`, `key!=value`, `key in (a, b)`, `key>1`, separated by commas.
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "\\s*(!\\s*%1$s|%1$s(\\s*(==?|!=)\\s*%2$s|\\s+(in|notin)\\s*\\(\\s*%2$s(\\s*,\\s*%2$s)*\\s*\\)|\\s*[<>]\\s*-?\\d+)?)\\s*"
              .formatted(KEY, VALUE));

  private static final Pattern LABEL_SELECTOR =
      Pattern.compile(REQUIREMENT.pattern() + "(," + REQUIREMENT.pattern() + ")*");

  private KubernetesSelectors() {}

  /// `path=value`, `path==value` or `path!=value`, separated by commas.
  static void checkField(MappingReader reader, String selector) {
    if (selector.isEmpty()) {
      return;
    }
    for (String term : Pattern.compile("(?<!\\\\),").splitAsStream(selector).toList()) {
      if (!term.isEmpty() && !term.matches("(?s)[^=!]*[^=!\\\\](==?|!=).*")) {
        throw reader.error(
            "selectors", "invalid selector: '" + selector + "'; can't understand '" + term + "'");
      }
    }
  }

  static void checkLabel(MappingReader reader, String selector) {
    if (!selector.isBlank() && !LABEL_SELECTOR.matcher(selector).matches()) {
      throw reader.error("selectors", "unable to parse requirement: " + ByteTexts.quote(selector));
    }
  }
}
