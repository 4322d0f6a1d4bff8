package io.vigie.ingest.discovery.source;

import io.vigie.ingest.discovery.TargetGroup;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Something that can be asked, again and again, for all targets there are. Asked by one thread at
/// a time.
interface TargetSource extends AutoCloseable {
  /// @throws IOException if the answer cannot be had; the message is fit for the target page
  /// @throws InterruptedException if the asking thread is to end
  Found targets() throws IOException, InterruptedException;

  /// What was found.
  ///
  /// @param groups everything there is
  /// @param problem why a part of it is not new
  record Found(List<TargetGroup> groups, Optional<String> problem) {
    public Found {
      groups = List.copyOf(groups);
    }

    static Found all(List<TargetGroup> groups) {
      return new Found(groups, Optional.empty());
    }
  }

  /// Lets go of connections.
  @Override
  void close();
}
