package io.vigie.server.config;

import java.time.Duration;

/// The section `storage`.
///
/// @param outOfOrderTimeWindow how late a sample may come; zero means in order only
/// @param staleSeriesCompactionThreshold share of stale series, 0 to 1, at which they leave memory
/// @param floatEncoding `xor`, `xor2`, or empty for the engine's own choice
/// @param maxExemplars kept at a time; 0 or less means none
public record StorageConfig(
    Duration outOfOrderTimeWindow,
    double staleSeriesCompactionThreshold,
    String floatEncoding,
    Retention retention,
    long maxExemplars) {
  /// How much is kept; zero means no such limit.
  ///
  /// @param percentage of the disk, 0 to 100
  public record Retention(Duration time, long sizeBytes, double percentage) {}
}
