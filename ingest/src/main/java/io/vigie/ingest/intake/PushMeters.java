package io.vigie.ingest.intake;

import io.vigie.model.telemetry.Meters;

/// What is counted of pushed samples, by the protocol that they came in.
final class PushMeters {
  private final String protocol;
  private final Meters.Counter accepted;
  private final Meters.Counter rejected;
  private final Meters.Counter dropped;

  PushMeters(Meters meters, String protocol) {
    this.protocol = protocol;
    accepted =
        meters.counter(
            "vigie_push_samples_total",
            "Samples, histograms and exemplars that senders pushed and that were taken.",
            "protocol",
            "kind");
    rejected =
        meters.counter(
            "vigie_push_samples_rejected_total",
            "Pushed samples, histograms and exemplars that were refused.",
            "protocol",
            "reason");
    dropped =
        meters.counter(
            "vigie_push_samples_dropped_total",
            "Samples and histograms that were taken, and that metric_relabel_configs dropped.",
            "protocol");
  }

  /// @param samplesDropped those that the sender is told were taken, and that are not stored
  void count(PushResult result, long samplesDropped) {
    if (samplesDropped > 0) {
      dropped.add((double) samplesDropped, protocol);
    }
    count(result.samples(), "sample");
    count(result.histograms(), "histogram");
    count(result.exemplars(), "exemplar");
  }

  private void count(long amount, String kind) {
    if (amount > 0) {
      accepted.add((double) amount, protocol, kind);
    }
  }

  void reject(String reason) {
    rejected.increment(protocol, reason);
  }
}
