package io.vigie.ingest.scrape;

import io.vigie.outbound.BodyBuffer;

/// Where a target's exposition comes from.
@FunctionalInterface
interface BodySource {
  /// Fetches the exposition into a buffer and returns its content type. Blocks no longer than the
  /// target's timeout; may be interrupted.
  ///
  /// @throws ScrapeFailureException if there is none
  String fetch(BodyBuffer into) throws ScrapeFailureException;
}
