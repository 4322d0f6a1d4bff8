package io.vigie.server.http.rest;

import java.util.Locale;
import java.util.Optional;

/// How bad something is, in the words of all platforms, the worst first.
enum Severity {
  CRITICAL,
  ERROR,
  WARNING,
  INFO;

  /// As it is written in the API.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What a word means, if it is one of a severity.
  static Optional<Severity> ofWord(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "critical", "p0", "page", "fatal", "emergency", "blocker" -> Optional.of(CRITICAL);
      case "error", "p1", "high", "major" -> Optional.of(ERROR);
      case "warning", "p2", "warn", "medium", "minor" -> Optional.of(WARNING);
      case "info", "p3", "p4", "low", "none", "information" -> Optional.of(INFO);
      default -> Optional.empty();
    };
  }

  /// Whether two words mean the same.
  static boolean isSame(String one, String other) {
    return one.equalsIgnoreCase(other)
        || (ofWord(one).isPresent() && ofWord(one).equals(ofWord(other)));
  }
}
