package io.vigie.health.component;

import io.vigie.health.HealthState;
import java.util.Map;
import java.util.TreeMap;

/// A part of the server that can be looked at.
///
/// @param critical whether the server is of no use without it
public record Component(String name, boolean critical, Look look) {
  /// Looks at it. May take a while, and may fail.
  @FunctionalInterface
  public interface Look {
    Finding at() throws Exception;
  }

  /// What was seen.
  ///
  /// @param details in figures and words; nothing secret
  public record Finding(HealthState state, Map<String, String> details) {
    public Finding {
      details = Map.copyOf(new TreeMap<>(details));
    }

    public static Finding healthy(Map<String, String> details) {
      return new Finding(HealthState.HEALTHY, details);
    }
  }
}
