package io.vigie.model.metric;

/// What became of one appended sample. Refusals are ordinary answers, not exceptions: a batch goes
/// on after one.
public enum AppendOutcome {
  /// It is part of the batch.
  ACCEPTED,
  /// The same sample (timestamp and value) is there already: accepted, nothing to do.
  DUPLICATE,
  /// The series has another value at this timestamp.
  CONFLICTING_VALUE,
  /// Older than what the store accepts or keeps.
  TOO_OLD,
  /// Further in the future than the store accepts.
  TOO_FAR_IN_FUTURE,
  /// The reference is not, or no longer, known.
  UNKNOWN_SERIES;

  /// Whether the sample is, or was already, in the store.
  public boolean isStored() {
    return this == ACCEPTED || this == DUPLICATE;
  }
}
