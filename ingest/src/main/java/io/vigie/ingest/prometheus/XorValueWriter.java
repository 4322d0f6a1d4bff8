package io.vigie.ingest.prometheus;

/// Writes a float as what differs from the one before: the counterpart of [XorValue]. Not
/// thread-safe.
final class XorValueWriter {
  private static final int MAX_LEADING = 31;

  private final BitWriter out;
  private long before;
  private int leading = -1;
  private int trailing;

  XorValueWriter(BitWriter out) {
    this.out = out;
  }

  /// Writes the first one whole.
  void first(double value) {
    before = Double.doubleToRawLongBits(value);
    out.bits(before, Long.SIZE);
  }

  void next(double value) {
    long bits = Double.doubleToRawLongBits(value);
    long difference = bits ^ before;
    before = bits;
    if (difference == 0) {
      out.bit(false);
      return;
    }
    out.bit(true);
    int leadingNow = Math.min(MAX_LEADING, Long.numberOfLeadingZeros(difference));
    int trailingNow = Long.numberOfTrailingZeros(difference);
    boolean fitsBefore = leading >= 0 && leadingNow >= leading && trailingNow >= trailing;
    out.bit(!fitsBefore);
    if (!fitsBefore) {
      leading = leadingNow;
      trailing = trailingNow;
      out.bits(leading, 5);
      out.bits(Long.SIZE - leading - trailing, 6); // 64 is written as 0
    }
    out.bits(difference >>> trailing, Long.SIZE - leading - trailing);
  }
}
