package io.vigie.ingest.prometheus;

import io.vigie.model.metric.Staleness;

/// A float that is written as what differs from the last one that was no stale marker. Not
/// thread-safe.
final class Xor2Value {
  private long last;
  private int leading;
  private int trailing;

  /// Reads the first one, which is written whole.
  double readFirst(BitReader in) throws MalformedDataException {
    double first = in.readDouble();
    last = Staleness.isMarker(first) ? 0 : Double.doubleToRawLongBits(first);
    return first;
  }

  /// The last one again.
  double same() {
    return Double.longBitsToDouble(last);
  }

  double stale() {
    return Staleness.MARKER;
  }

  double readNext(BitReader in) throws MalformedDataException {
    if (!in.readBit()) {
      return same();
    }
    if (!in.readBit()) {
      return readDifference(in);
    }
    return in.readBit() ? stale() : readNewWindow(in);
  }

  /// Reads one that is known to differ and to be no stale marker.
  double readChanged(BitReader in) throws MalformedDataException {
    return in.readBit() ? readNewWindow(in) : readDifference(in);
  }

  private double readNewWindow(BitReader in) throws MalformedDataException {
    leading = (int) in.readBits(5);
    int significant = (int) in.readBits(6);
    significant = significant == 0 ? Long.SIZE : significant;
    trailing = Long.SIZE - leading - significant;
    if (trailing < 0) {
      throw new MalformedDataException(
          "a float of " + leading + " leading and " + significant + " significant bits");
    }
    return readDifference(in);
  }

  private double readDifference(BitReader in) throws MalformedDataException {
    last ^= in.readBits(Long.SIZE - leading - trailing) << trailing;
    return same();
  }
}
