package io.vigie.ingest.discovery;

import java.util.List;

/// The door behind which targets are found. Made by `source.Discoveries` from a [DiscoveryConfig];
/// starts nothing until [#start].
///
/// A discovery survives every failure of what it asks: it keeps the targets last found, tries again
/// with growing pauses, and says in [#status] what is wrong. Thread-safe.
public interface Discovery extends AutoCloseable {
  /// Begins to look. Returns at once; the listener is called from the discovery's own thread, one
  /// call at a time, for the first time as soon as something is known. Called at most once.
  void start(Listener listener);

  /// How it is going, now.
  DiscoveryStatus status();

  /// Stops looking and ends its threads; the listener is not called any more once this returns. Has
  /// no effect if called again.
  @Override
  void close();

  /// Hears what was found.
  @FunctionalInterface
  interface Listener {
    /// @param groups everything that this discovery knows now; replaces what it said before
    void targetsFound(List<TargetGroup> groups);
  }
}
