package io.vigie.ingest.scrape;

import java.io.IOException;
import java.io.OutputStream;

/// A target within this process: the server's own metrics, the host collector. Scraped like any
/// other, by a target whose `__scheme__` is `inprocess` and whose address is the name under which
/// this was registered, but without HTTP.
public interface InProcessTarget {
  /// The `Content-Type` of what [#write] writes.
  String contentType();

  /// Writes the exposition of now. Called by one thread at a time.
  ///
  /// @throws IOException if it cannot be told; the message is shown as the target's error
  void write(OutputStream out) throws IOException;
}
