package io.vigie.template.html;

import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;

/// Texts that need no escaping where their language is expected.
public final class SafeText {
  public static final GoType HTML = GoType.STRING.named("template.HTML");
  public static final GoType URL = GoType.STRING.named("template.URL");
  static final GoType JS = GoType.STRING.named("template.JS");
  static final GoType CSS = GoType.STRING.named("template.CSS");

  private SafeText() {}

  public static GoValue html(String text) {
    return new GoValue.Text(text, HTML);
  }

  public static GoValue url(String text) {
    return new GoValue.Text(text, URL);
  }
}
