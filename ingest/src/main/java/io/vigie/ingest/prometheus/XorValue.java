package io.vigie.ingest.prometheus;

/// A float that is written as what differs from the one before. Not thread-safe.
final class XorValue {
  private double value;
  private int leading;
  private int trailing;

  double value() {
    return value;
  }

  /// Reads the first one, which is written whole.
  double readFirst(BitReader in) throws MalformedDataException {
    value = in.readDouble();
    return value;
  }

  double readNext(BitReader in) throws MalformedDataException {
    if (!in.readBit()) {
      return value;
    }
    if (in.readBit()) {
      leading = (int) in.readBits(5);
      int significant = (int) in.readBits(6);
      significant = significant == 0 ? Long.SIZE : significant;
      trailing = Long.SIZE - leading - significant;
      if (trailing < 0) {
        throw new MalformedDataException(
            "a float of " + leading + " leading and " + significant + " significant bits");
      }
    }
    long difference = in.readBits(Long.SIZE - leading - trailing) << trailing;
    value = Double.longBitsToDouble(Double.doubleToRawLongBits(value) ^ difference);
    return value;
  }
}
