package io.vigie.tsdb.part;

import io.vigie.tsdb.index.IndexReader;
import java.util.List;

/// The files of a partition at one moment, held until closed. Parts are in the order of their
/// commits.
public record PartitionView(long startMillis, List<IndexReader> indexes, List<Part> parts)
    implements AutoCloseable {
  public PartitionView {
    indexes = List.copyOf(indexes);
    parts = List.copyOf(parts);
  }

  static PartitionView hold(long startMillis, List<IndexReader> indexes, List<Part> parts) {
    indexes.forEach(index -> index.file().retain());
    parts.forEach(part -> part.file().retain());
    return new PartitionView(startMillis, indexes, parts);
  }

  @Override
  public void close() {
    indexes.forEach(index -> index.file().release());
    parts.forEach(part -> part.file().release());
  }
}
