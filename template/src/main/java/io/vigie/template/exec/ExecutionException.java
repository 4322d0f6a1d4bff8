package io.vigie.template.exec;

import io.vigie.template.TemplateException;

/// The template failed while it ran. The message is `template: name:line:column: executing "name"
/// at <part>: reason`.
public final class ExecutionException extends TemplateException {
  private static final long serialVersionUID = 1L;

  public ExecutionException(String message) {
    super(message);
  }

  public ExecutionException(String message, Throwable cause) {
    super(message, cause);
  }
}
