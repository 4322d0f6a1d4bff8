package io.vigie.alerts.oncall;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// All people and schedules of a configuration, by name, in the order written. Immutable.
public record OnCall(Map<String, User> users, Map<String, Schedule> schedules) {
  public static final OnCall NOBODY = new OnCall(Map.of(), Map.of());

  public OnCall {
    users = Collections.unmodifiableMap(new LinkedHashMap<>(users));
    schedules = Collections.unmodifiableMap(new LinkedHashMap<>(schedules));
  }
}
