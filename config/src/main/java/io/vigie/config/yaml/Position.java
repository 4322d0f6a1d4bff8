package io.vigie.config.yaml;

/// A place in a text; both numbers begin at 1.
public record Position(int line, int column) {
  /// Nowhere in particular.
  public static final Position UNKNOWN = new Position(0, 0);

  public boolean isKnown() {
    return line > 0;
  }
}
