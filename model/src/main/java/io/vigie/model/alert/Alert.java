package io.vigie.model.alert;

import static java.util.Objects.requireNonNull;

import io.vigie.model.metric.Labels;

/// A condition that holds, or held, for something named by labels.
///
/// @param labels who is concerned, `alertname` included; they are the alert's identity
/// @param annotations what to tell a human; may change from one sending to the next
/// @param startsAtMillis since when, milliseconds since the epoch
/// @param endsAtMillis until when; in the future for as long as the sender keeps saying so
/// @param generatorUrl a page that shows why; empty if there is none
/// @param sampledAtMillis time of the newest sample in which the condition was first seen, from
///   which the delay of messages is measured; [#NEVER_SAMPLED] if the sender does not say
public record Alert(
    Labels labels,
    Labels annotations,
    long startsAtMillis,
    long endsAtMillis,
    String generatorUrl,
    long sampledAtMillis) {
  /// In the place of the time of a sample.
  public static final long NEVER_SAMPLED = Long.MIN_VALUE;

  public Alert(
      Labels labels,
      Labels annotations,
      long startsAtMillis,
      long endsAtMillis,
      String generatorUrl) {
    this(labels, annotations, startsAtMillis, endsAtMillis, generatorUrl, NEVER_SAMPLED);
  }

  public Alert {
    requireNonNull(labels, "labels is null");
    requireNonNull(annotations, "annotations is null");
    requireNonNull(generatorUrl, "generatorUrl is null");
  }

  /// Whether the condition is over at an instant.
  public boolean resolvedAt(long nowMillis) {
    return endsAtMillis <= nowMillis;
  }
}
