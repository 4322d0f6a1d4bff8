package io.vigie.ingest.collect.redis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the small languages within Redis' texts.
final class RedisText {
  private RedisText() {}

  /// A number as Redis writes it, or empty for anything else.
  static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// `keys=1,expires=0`; what has no `=` is left out.
  static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return pairs;
  }

  /// The lines `key:value` of `INFO` and of `CLUSTER INFO`, in order.
  static Map<String, String> fields(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> {
          int colon = line.indexOf(':');
          if (colon > 0) {
            fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
          }
        });
    return fields;
  }
}
