package io.vigie.rules.evaluation;

/// A rule cannot be evaluated with the data there is. The message is for the rule's last error.
final class RuleException extends RuntimeException {
  RuleException(String message) {
    super(message);
  }
}
