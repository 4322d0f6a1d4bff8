package io.vigie.ingest.scrape;

import io.vigie.ingest.recognition.Stranger;
import java.util.Optional;

/// Why a scrape failed: what happened, and what to do about it.
///
/// @param kind what stood in the way, to know a repeated failure again
/// @param message one sentence in the words of the field: `server returned HTTP status 404 Not
///   Found`
/// @param remedy one sentence, or empty if the message says it all
/// @param stranger what answers there, if it was recognised
public record ScrapeFailure(Kind kind, String message, String remedy, Optional<Stranger> stranger) {
  /// What stood in the way.
  public enum Kind {
    /// Nothing listens, or there is no way.
    UNREACHABLE,
    /// The deadline passed.
    TIMEOUT,
    /// Something answers, but not in HTTP, or not with TLS as expected.
    NOT_HTTP,
    /// Credentials could not be had.
    CREDENTIALS,
    /// An HTTP status other than 200.
    STATUS,
    /// The body is no exposition.
    FORMAT,
    /// Larger or more than allowed.
    LIMIT,
    /// The samples could not be stored.
    STORE,
    /// Anything else.
    OTHER
  }

  static ScrapeFailure of(Kind kind, String message) {
    return new ScrapeFailure(kind, message, "", Optional.empty());
  }

  static ScrapeFailure of(Kind kind, String message, String remedy) {
    return new ScrapeFailure(kind, message, remedy, Optional.empty());
  }

  /// Who it is that answers takes the place of what was only guessed.
  ScrapeFailure explainedBy(Stranger recognised) {
    return new ScrapeFailure(
        kind,
        message.endsWith("?") ? message.replaceFirst(": [^:]*$", "") : message,
        recognised.explanation() + " " + recognised.remedy(),
        Optional.of(recognised));
  }

  /// Message and remedy as one text.
  public String text() {
    if (remedy.isEmpty()) {
      return message;
    }
    return message + (stranger.isPresent() ? ". " : ": ") + remedy;
  }
}
