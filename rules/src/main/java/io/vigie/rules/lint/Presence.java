package io.vigie.rules.lint;

import io.vigie.promql.explain.Reason;
import java.util.List;
import java.util.OptionalLong;

/// Whether there is something that a selector matches.
public sealed interface Presence {
  /// Nobody can say.
  record Unknown() implements Presence {}

  /// Something matches now.
  record Present() implements Presence {}

  /// Nothing matches now.
  ///
  /// @param reasons as far as they are known
  /// @param lastMillis when something last did; empty if it is too long ago to be found
  record Absent(List<Reason> reasons, OptionalLong lastMillis) implements Presence {
    public Absent {
      reasons = List.copyOf(reasons);
    }
  }
}
