package io.vigie.rules.lint;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Words that different libraries have for the same label, and labels without a bound.
final class LabelWords {
  private static final List<Set<String>> SAME =
      List.of(
          Set.of("status", "code", "status_code", "http_status", "response_code"),
          Set.of("route", "path", "endpoint", "handler", "uri"),
          Set.of("method", "verb", "http_method"),
          Set.of("service", "app", "application"));

  private static final Set<String> UNBOUNDED =
      Set.of(
          "ip",
          "client_ip",
          "remote_ip",
          "remote_addr",
          "email",
          "user_id",
          "user_email",
          "session_id",
          "request_id",
          "trace_id",
          "span_id",
          "event_id",
          "order_id",
          "transaction_id",
          "stream_id",
          "user_agent");

  private LabelWords() {}

  /// Another word for a label among those known.
  static Optional<String> otherWord(String label, Collection<String> known) {
    return SAME.stream()
        .filter(words -> words.contains(label))
        .flatMap(
            words -> known.stream().filter(other -> words.contains(other) && !other.equals(label)))
        .findFirst();
  }

  /// Whether each visitor, request or thing of the business has a value of its own.
  static boolean isUnbounded(String label) {
    return UNBOUNDED.contains(label);
  }
}
