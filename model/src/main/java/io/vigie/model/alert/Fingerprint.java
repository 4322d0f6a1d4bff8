package io.vigie.model.alert;

import io.vigie.model.metric.Labels;
import java.nio.charset.StandardCharsets;

/// The hash by which Prometheus and Alertmanager name a set of labels: FNV-1a, 64 bits, over each
/// name and value followed by a byte 0xff. Receivers store it, so it must stay what it is.
public final class Fingerprint {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Fingerprint() {}

  public static long of(Labels labels) {
    long hash = OFFSET;
    for (int i = 0; i < labels.size(); i++) {
      hash = add(add(hash, labels.name(i)), labels.value(i));
    }
    return hash;
  }

  private static long add(long hash, String text) {
    long sum = hash;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      sum = (sum ^ (b & 0xff)) * PRIME;
    }
    return (sum ^ 0xff) * PRIME;
  }

  /// 16 hexadecimal digits.
  public static String text(Labels labels) {
    return String.format("%016x", of(labels));
  }
}
