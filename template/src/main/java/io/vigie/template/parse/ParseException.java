package io.vigie.template.parse;

import io.vigie.template.TemplateException;

/// The text is not a template. The message is `template: name:line: reason`.
public final class ParseException extends TemplateException {
  private static final long serialVersionUID = 1L;

  public ParseException(String message) {
    super(message);
  }
}
