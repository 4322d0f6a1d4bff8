package io.vigie.ingest.scrape;

/// Carries a [ScrapeFailure] to where the scrape ends.
final class ScrapeFailureException extends Exception {
  private final ScrapeFailure failure;

  ScrapeFailureException(ScrapeFailure failure) {
    super(failure.text(), null, false, false); // expected: no stack trace
    this.failure = failure;
  }

  ScrapeFailure failure() {
    return failure;
  }
}
