package io.vigie.server.config;

import io.vigie.tsdb.memtable.SeriesBudget;
import java.time.Duration;
import java.util.List;

/// The section `storage`.
///
/// @param outOfOrderTimeWindow how late a sample may come; zero means in order only
/// @param staleSeriesCompactionThreshold share of stale series, 0 to 1, at which they leave memory
/// @param floatEncoding `xor`, `xor2`, or empty for the engine's own choice
/// @param maxExemplars kept at a time; 0 or less means none
/// @param retentionRules for series with retentions of their own; from the section `vigie`
/// @param seriesBudgets for new series; from the section `vigie`
public record StorageConfig(
    Duration outOfOrderTimeWindow,
    double staleSeriesCompactionThreshold,
    String floatEncoding,
    Retention retention,
    long maxExemplars,
    List<io.vigie.tsdb.Retention.Rule> retentionRules,
    List<SeriesBudget> seriesBudgets) {
  public StorageConfig {
    retentionRules = List.copyOf(retentionRules);
    seriesBudgets = List.copyOf(seriesBudgets);
  }

  /// How much is kept; zero means no such limit.
  ///
  /// @param percentage of the disk, 0 to 100
  public record Retention(Duration time, long sizeBytes, double percentage) {}
}
