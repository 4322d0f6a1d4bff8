package io.vigie.tsdb.wal;

import java.util.Locale;

/// When what is written to the journal is forced to the disk. A killed process loses nothing under
/// any of them; they differ in what a power cut may take.
public enum SyncPolicy {
  /// Before a commit returns: a power cut loses nothing that was acknowledged.
  BATCH,
  /// Every so often: a power cut loses at most what came since.
  INTERVAL,
  /// When the system pleases, typically within half a minute.
  NEVER;

  /// The policy by its word in configuration: `batch`, `interval` or `never`.
  ///
  /// @throws IllegalArgumentException naming the word and the possible ones
  public static SyncPolicy ofWord(String word) {
    for (SyncPolicy policy : values()) {
      if (policy.word().equals(word)) {
        return policy;
      }
    }
    throw new IllegalArgumentException(
        "\"" + word + "\" is no journal sync policy; use batch, interval or never");
  }

  /// The word used in configuration.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
