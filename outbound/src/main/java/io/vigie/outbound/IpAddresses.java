package io.vigie.outbound;

import java.net.InetAddress;
import java.util.Optional;

/// Addresses written as numbers, without ever asking a name server.
final class IpAddresses {
  private IpAddresses() {}

  /// The address that a text is, with or without brackets; empty for a name.
  static Optional<InetAddress> parse(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Whether two addresses of one family agree in their leading bits.
  static boolean samePrefix(byte[] one, byte[] other, int bits) {
    if (one.length != other.length || bits < 0 || bits > one.length * 8) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
