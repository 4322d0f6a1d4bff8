package io.vigie.alerts.config.receiver;

import io.vigie.config.http.Secret;

/// An address that may be a template: checked as far as it can be before there is an alert.
public final class TemplatedUrl {
  /// What is shown instead of one: older releases of amtool refuse what is no address.
  static final String MASK = "https://masked.invalid/" + Secret.MASK;

  private TemplatedUrl() {}

  /// @throws IllegalArgumentException with a message for the user
  public static void check(String text) {
    if (text.isEmpty() || text.equals(Secret.MASK) || text.equals(MASK)) {
      return;
    }
    if (text.contains("{{")) {
      checkTemplate(text);
      return;
    }
    try {
      Settings.parseUrl(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("invalid URL: " + e.getMessage(), e);
    }
  }

  /// @throws IllegalArgumentException with a message for the user
  static void checkTemplate(String text) {
    int open = text.lastIndexOf("{{");
    if (text.indexOf("}}", open) < 0) {
      throw new IllegalArgumentException(
          "invalid template syntax: unclosed action; end it with }}");
    }
  }
}
