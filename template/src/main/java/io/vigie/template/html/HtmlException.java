package io.vigie.template.html;

import io.vigie.template.TemplateException;

/// The template leaves open where in the document a value stands, or is no HTML.
public final class HtmlException extends TemplateException {
  private static final long serialVersionUID = 1L;

  public HtmlException(String message) {
    super(message);
  }
}
