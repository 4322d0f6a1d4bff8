package io.vigie.promql.script;

import com.google.re2j.Pattern;
import java.util.Optional;

/// What a message must be.
sealed interface TextPattern {
  boolean matches(String message);

  /// Any message.
  record Anything() implements TextPattern {
    @Override
    public boolean matches(String message) {
      return true;
    }

    @Override
    public String toString() {
      return "any message";
    }
  }

  /// Exactly this message.
  record Exactly(String text) implements TextPattern {
    @Override
    public boolean matches(String message) {
      return message.equals(text);
    }

    @Override
    public String toString() {
      return "message \"" + text + "\"";
    }
  }

  /// A message in which the expression is found.
  record Containing(Pattern pattern) implements TextPattern {
    @Override
    public boolean matches(String message) {
      return pattern.matcher(message).find();
    }

    @Override
    public String toString() {
      return "message matching \"" + pattern.pattern() + "\"";
    }
  }

  /// @param kind `msg`, `regex`, or nothing
  static TextPattern of(Optional<String> kind, String text) {
    return kind.<TextPattern>map(k ->
            k.equals("msg")
                ? new Exactly(text.strip())
                : new Containing(Pattern.compile(text.strip())))
        .orElse(new Anything());
  }
}
