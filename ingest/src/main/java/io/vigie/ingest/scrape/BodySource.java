package io.vigie.ingest.scrape;

import io.vigie.outbound.BodyBuffer;
import java.util.Optional;

/// Where a target's exposition comes from.
@FunctionalInterface
interface BodySource {
  /// Fetches the exposition into a buffer and returns its content type. Blocks no longer than the
  /// target's timeout; may be interrupted.
  ///
  /// @throws ScrapeFailureException if there is none
  String fetch(BodyBuffer into) throws ScrapeFailureException;

  /// What was wrong although the last [#fetch] fetched something; the target is down then, and its
  /// samples are taken all the same.
  default Optional<ScrapeFailure> trouble() {
    return Optional.empty();
  }
}
