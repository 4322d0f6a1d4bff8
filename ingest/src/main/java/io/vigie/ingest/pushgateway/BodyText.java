package io.vigie.ingest.pushgateway;

import java.util.Base64;

/// The bytes of a pushed body. Immutable.
final class BodyText {
  private final byte[] bytes;

  /// @param bytes given away by the caller
  BodyText(byte[] bytes) {
    this.bytes = bytes;
  }

  static BodyText ofBase64(String text) {
    return new BodyText(Base64.getDecoder().decode(text));
  }

  String toBase64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// Not to be changed.
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return bytes.length;
  }
}
