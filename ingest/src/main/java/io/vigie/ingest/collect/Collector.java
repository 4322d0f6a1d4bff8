package io.vigie.ingest.collect;

import java.io.IOException;

/// Looks at something that does not expose metrics itself, and says what it found. Used by one
/// thread at a time, except [#close].
public interface Collector extends AutoCloseable {
  /// Writes what is found now. Interrupted when its time is over; must end then.
  ///
  /// @throws IOException if nothing can be found; the message is shown as the target's error
  void collect(ExpositionWriter out) throws IOException, InterruptedException;

  /// Writes what is known when nothing can be found: such as `pg_up 0`. By default nothing is.
  default void writeUnreachable(ExpositionWriter out) {}

  /// Gives up connections. May be called at any time, by any thread.
  @Override
  void close();
}
