package io.vigie.promql.script;

/// A script that cannot be understood, or data that cannot be loaded. The message says where.
public final class ScriptException extends Exception {
  ScriptException(String message) {
    super(message);
  }

  ScriptException(String message, Throwable cause) {
    super(message, cause);
  }
}
