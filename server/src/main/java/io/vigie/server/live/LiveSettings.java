package io.vigie.server.live;

import io.vigie.config.yaml.MappingReader;
import java.time.Duration;

/// The section `vigie.live`.
///
/// @param interval between two states of a topic
/// @param maxClients how many may listen at once
public record LiveSettings(Duration interval, int maxClients) {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /// As without the section.
  public static final LiveSettings DEFAULT = new LiveSettings(Duration.ofSeconds(5), 5_000);

  /// Reads the section.
  public static LiveSettings read(MappingReader reader) {
    Duration interval = reader.duration("interval", DEFAULT.interval);
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw reader.error("interval", "interval must be from 100ms to 10m");
    }
    long maxClients = reader.wholeNumber("max_clients", DEFAULT.maxClients, 0, 1_000_000);
    reader.finish();
    return new LiveSettings(interval, (int) maxClients);
  }
}
