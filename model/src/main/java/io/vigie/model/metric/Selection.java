package io.vigie.model.metric;

import java.util.List;

/// Series selected from a [MetricStore], sorted by labels. Holds the store's resources until it is
/// closed; reading a series after that throws `IllegalStateException`.
public interface Selection extends AutoCloseable {
  List<Series> series();

  /// Never throws; may be called again.
  @Override
  void close();
}
