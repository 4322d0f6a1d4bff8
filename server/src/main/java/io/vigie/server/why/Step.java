package io.vigie.server.why;

import java.util.Locale;
import java.util.OptionalLong;

/// One link of the chain.
///
/// @param text a sentence with the values of the case
/// @param timestampMillis when, for what happened at an instant
public record Step(Link link, Mark mark, String text, OptionalLong timestampMillis) {
  /// The links in the order in which an alert goes through them.
  public enum Link {
    RULE,
    EVALUATION,
    EXPRESSION,
    SELECTOR,
    PENDING,
    RELABELLING,
    RECEIVED,
    ROUTE,
    INHIBITION,
    SILENCE,
    TIME_INTERVAL,
    ACKNOWLEDGEMENT,
    NOTIFICATION,
    ESCALATION,
    RESOLVED;

    /// As in the API.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether the alert went through.
  public enum Mark {
    YES,
    NO,
    /// Neither: something worth knowing.
    NOTE;

    /// As in the API.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Step yes(Link link, String text) {
    return new Step(link, Mark.YES, text, OptionalLong.empty());
  }

  static Step no(Link link, String text) {
    return new Step(link, Mark.NO, text, OptionalLong.empty());
  }

  static Step note(Link link, String text) {
    return new Step(link, Mark.NOTE, text, OptionalLong.empty());
  }

  Step at(long millis) {
    return new Step(link, mark, text, OptionalLong.of(millis));
  }
}
