package io.vigie.ingest.scrape;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// A target within this process: the server's own metrics, a collector. Scraped like any other, by
/// a target whose `__scheme__` is `inprocess` and whose address is the name under which this was
/// registered, but without HTTP.
public interface InProcessTarget {
  /// The `Content-Type` of what [#write] writes.
  String contentType();

  /// Writes the exposition of now. Called by one thread at a time.
  ///
  /// @throws IOException if it cannot be told; the message is shown as the target's error
  void write(OutputStream out) throws IOException;

  /// What was wrong the last time although there was something to write: its samples are taken, and
  /// `up` is 0. A collector says so that its database is down, in both ways that rules ask for.
  default Optional<String> trouble() {
    return Optional.empty();
  }
}
