package io.vigie.alerts.receiver;

/// Executes the templates that settings of integrations are.
@FunctionalInterface
public interface Texts {
  /// @throws IllegalArgumentException with a message for the user if the template fails
  String expand(String template, Notification notification);

  /// Takes texts as they are, and refuses those that would have to be executed.
  Texts PLAIN =
      (template, _) -> {
        if (template.contains("{{")) {
          throw new IllegalArgumentException("templates are not available here");
        }
        return template;
      };
}
