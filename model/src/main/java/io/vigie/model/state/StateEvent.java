package io.vigie.model.state;

import static java.util.Objects.requireNonNull;

import io.vigie.model.metric.Labels;

/// Something that happened.
///
/// @param timestampMillis when, milliseconds since the epoch
/// @param kind what, such as `notification.sent`; a prefix up to the first dot names the room's log
/// @param labels to whom: what queries match on, such as an alert's labels
/// @param value the rest, in a form that its room alone knows, usually JSON
public record StateEvent(long timestampMillis, String kind, Labels labels, String value) {
  public StateEvent {
    requireNonNull(kind, "kind is null");
    requireNonNull(labels, "labels is null");
    requireNonNull(value, "value is null");
  }
}
