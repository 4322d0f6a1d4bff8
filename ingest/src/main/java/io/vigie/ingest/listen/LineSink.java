package io.vigie.ingest.listen;

/// Takes lines from a [LineListener]. Called by several threads at once.
public interface LineSink {
  /// Takes whole lines.
  ///
  /// @param bytes holds them from 0 to `length`; the last may lack its line break
  void take(byte[] bytes, int length);

  /// Is told of something that was dropped.
  ///
  /// @param reason one word, for the metrics
  void refuse(String reason, String problem);
}
