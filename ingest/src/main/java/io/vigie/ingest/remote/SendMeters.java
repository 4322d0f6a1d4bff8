package io.vigie.ingest.remote;

import io.vigie.model.telemetry.Meters;
import io.vigie.model.telemetry.Meters.Counter;
import io.vigie.model.telemetry.Meters.Distribution;
import io.vigie.model.telemetry.Meters.Gauge;

/// What is counted of each remote write endpoint, under the names that Prometheus gives it.
final class SendMeters {
  private static final String[] ENDPOINT = {"remote_name", "url"};
  private static final String[] ENDPOINT_AND_REASON = {"remote_name", "url", "reason"};

  final Counter samplesIn;
  final Counter histogramsIn;
  final Counter exemplarsIn;
  final Counter samples;
  final Counter histograms;
  final Counter exemplars;
  final Counter metadata;
  final Counter samplesFailed;
  final Counter histogramsFailed;
  final Counter exemplarsFailed;
  final Counter samplesRetried;
  final Counter samplesDropped;
  final Counter bytes;
  final Gauge samplesPending;
  final Gauge shards;
  final Gauge shardsDesired;
  final Gauge shardsMin;
  final Gauge shardsMax;
  final Gauge shardCapacity;
  final Gauge maxSamplesPerSend;
  final Gauge highestSent;
  final Gauge highestRead;
  final Distribution sentBatch;

  SendMeters(Meters meters) {
    samplesIn =
        meters.counter(
            "prometheus_remote_storage_samples_in_total",
            "Samples taken from the journal to be sent.");
    histogramsIn =
        meters.counter(
            "prometheus_remote_storage_histograms_in_total",
            "Native histograms taken from the journal to be sent.");
    exemplarsIn =
        meters.counter(
            "prometheus_remote_storage_exemplars_in_total",
            "Exemplars taken from the journal to be sent.");
    samples = counter(meters, "samples_total", "Samples sent.");
    histograms = counter(meters, "histograms_total", "Native histograms sent.");
    exemplars = counter(meters, "exemplars_total", "Exemplars sent.");
    metadata = counter(meters, "metadata_total", "Metadata entries sent.");
    samplesFailed =
        counter(meters, "samples_failed_total", "Samples that the receiver refused for good.");
    histogramsFailed =
        counter(
            meters,
            "histograms_failed_total",
            "Native histograms that the receiver refused for good.");
    exemplarsFailed =
        counter(meters, "exemplars_failed_total", "Exemplars that the receiver refused for good.");
    samplesRetried =
        counter(
            meters, "samples_retried_total", "Samples that were sent once more after a failure.");
    samplesDropped =
        meters.counter(
            "prometheus_remote_storage_samples_dropped_total",
            "Samples that were not sent, by relabelling, age or kind.",
            ENDPOINT_AND_REASON);
    bytes = counter(meters, "bytes_total", "Compressed bytes of samples sent.");
    samplesPending = gauge(meters, "samples_pending", "Samples being sent.");
    shards = gauge(meters, "shards", "Requests under way at once.");
    shardsDesired = gauge(meters, "shards_desired", "Requests at once that the backlog asks for.");
    shardsMin = gauge(meters, "shards_min", "Fewest requests at once.");
    shardsMax = gauge(meters, "shards_max", "Most requests at once.");
    shardCapacity = gauge(meters, "shard_capacity", "Samples that may wait for one shard.");
    maxSamplesPerSend = gauge(meters, "max_samples_per_send", "Most samples in one request.");
    highestSent =
        gauge(
            meters,
            "queue_highest_sent_timestamp_seconds",
            "Newest timestamp of a sample delivered.");
    highestRead =
        gauge(
            meters, "queue_highest_timestamp_seconds", "Newest timestamp of a sample to be sent.");
    sentBatch =
        meters.distribution(
            "prometheus_remote_storage_sent_batch_duration_seconds",
            "How long a request took that was answered.",
            ENDPOINT);
  }

  private static Counter counter(Meters meters, String name, String help) {
    return meters.counter("prometheus_remote_storage_" + name, help, ENDPOINT);
  }

  private static Gauge gauge(Meters meters, String name, String help) {
    return meters.gauge("prometheus_remote_storage_" + name, help, ENDPOINT);
  }
}
