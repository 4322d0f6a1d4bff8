package io.vigie.model.metric;

/// The stale marker: a NaN with a bit pattern of its own that says "this series ended here". It is
/// stored bit by bit and never shown to a user.
public final class Staleness {
  /// Bits of the marker, as Prometheus defines them (`value.StaleNaN`).
  public static final long MARKER_BITS = 0x7ff0000000000002L;

  /// The marker as a double. Comparing with `==` is never true, as for every NaN: use [#isMarker].
  public static final double MARKER = Double.longBitsToDouble(MARKER_BITS);

  /// The quiet NaN that arithmetic and parsers yield (`value.NormalNaN`).
  public static final double ORDINARY_NAN = Double.longBitsToDouble(0x7ff8000000000001L);

  private Staleness() {}

  public static boolean isMarker(double value) {
    return Double.doubleToRawLongBits(value) == MARKER_BITS;
  }
}
