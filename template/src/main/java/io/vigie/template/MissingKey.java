package io.vigie.template;

/// What a key that a map does not have stands for.
public enum MissingKey {
  /// No value, printed as `<no value>`.
  NO_VALUE,
  /// The zero value of what the map holds: of strings the empty one.
  ZERO,
  /// An error.
  ERROR
}
