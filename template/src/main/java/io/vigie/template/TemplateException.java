package io.vigie.template;

/// A template that cannot be parsed or executed. The message names template, line and (while
/// executing) column and the part that failed, in Go's words.
public abstract class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected TemplateException(String message) {
    super(message);
  }

  protected TemplateException(String message, Throwable cause) {
    super(message, cause);
  }
}
