package io.vigie.model.state;

import static java.util.Objects.requireNonNull;

/// A small durable value.
///
/// @param kind what it is, such as `silence`; a kind belongs to one room
/// @param key unique within its kind
/// @param value text in a form that its room alone knows, usually JSON
/// @param expiresAtMillis when nobody needs it any more, milliseconds since the epoch; [#NEVER] to
///   keep it until it is removed
public record StateEntry(String kind, String key, String value, long expiresAtMillis) {
  public static final long NEVER = Long.MAX_VALUE;

  public StateEntry {
    requireNonNull(kind, "kind is null");
    requireNonNull(key, "key is null");
    requireNonNull(value, "value is null");
  }
}
