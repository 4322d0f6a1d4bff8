package io.vigie.model.metric;

import java.util.List;

/// Series selected from a [MetricStore], sorted by labels. Holds the store's resources until it is
/// closed; reading a series after that throws `IllegalStateException`.
public interface Selection extends AutoCloseable {
  List<Series> series();

  /// What is missing from it although it may be there, in words for whoever asked: a store that is
  /// spread over several places could not ask one of them.
  default List<String> warnings() {
    return List.of();
  }

  /// Never throws; may be called again.
  @Override
  void close();
}
