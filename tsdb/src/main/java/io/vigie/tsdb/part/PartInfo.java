package io.vigie.tsdb.part;

/// One part, for those who list what is stored.
///
/// @param partitionStartMillis first millisecond of its partition
/// @param fileName name within the partition
/// @param minMillis oldest timestamp
/// @param maxMillis newest timestamp
public record PartInfo(
    long partitionStartMillis,
    String fileName,
    int series,
    long samples,
    long sizeBytes,
    long minMillis,
    long maxMillis) {
  static PartInfo of(long partitionStartMillis, Part part) {
    return new PartInfo(
        partitionStartMillis,
        String.valueOf(part.file().path().getFileName()),
        part.seriesCount(),
        part.samples(),
        part.sizeBytes(),
        part.minMillis(),
        part.maxMillis());
  }
}
