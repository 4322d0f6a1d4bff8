package io.vigie.alerts.notify;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which groups were last found muted by which time intervals. Thread-safe.
public final class MutedGroups {
  private final Map<String, List<String>> byGroupKey = new ConcurrentHashMap<>();

  void set(String groupKey, List<String> intervals) {
    if (intervals.isEmpty()) {
      byGroupKey.remove(groupKey);
    } else {
      byGroupKey.put(groupKey, intervals);
    }
  }

  /// Names of the intervals that mute a group; none if it is not muted.
  public List<String> mutedBy(String groupKey) {
    return byGroupKey.getOrDefault(groupKey, List.of());
  }
}
