package io.vigie.rules.schedule;

import java.util.HashSet;
import java.util.Set;

/// Holds alerts back after a start until every group has been evaluated once, because what inhibits
/// an alert may come from another group. Groups that take long do not hold it closed for ever.
/// Thread-safe.
final class SendingGate {
  private final Set<String> awaited = new HashSet<>();
  private final long opensAtMillis;
  private boolean isOpen;

  /// @param groups that are to be evaluated first
  /// @param opensAtMillis when it opens at the latest, milliseconds since the epoch
  SendingGate(Set<String> groups, long opensAtMillis) {
    this.awaited.addAll(groups);
    this.opensAtMillis = opensAtMillis;
    this.isOpen = groups.isEmpty();
  }

  synchronized boolean isOpen() {
    return isOpen;
  }

  /// A group was evaluated, or is there no more.
  ///
  /// @return whether this opened the gate
  synchronized boolean passed(String group, long nowMillis) {
    awaited.remove(group);
    if (isOpen || (!awaited.isEmpty() && nowMillis < opensAtMillis)) {
      return false;
    }
    isOpen = true;
    return true;
  }
}
