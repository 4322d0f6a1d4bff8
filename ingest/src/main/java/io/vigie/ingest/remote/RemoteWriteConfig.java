package io.vigie.ingest.remote;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.ingest.relabel.RelabelRule;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// An entry of `remote_write`: where samples are also sent.
///
/// @param headers sent with each request
/// @param name unique; empty means none
/// @param roundRobinDns connect to another of the host's addresses each time
public record RemoteWriteConfig(
    URI url,
    Duration remoteTimeout,
    Map<String, String> headers,
    List<RelabelRule> writeRelabelRules,
    String name,
    boolean sendExemplars,
    boolean sendNativeHistograms,
    boolean roundRobinDns,
    ProtobufMessage protobufMessage,
    boolean failedRequestLogging,
    HttpClientConfig http,
    Queue queue,
    Metadata metadata,
    RequestSigning signing) {
  public RemoteWriteConfig {
    headers = Map.copyOf(headers);
    writeRelabelRules = List.copyOf(writeRelabelRules);
  }

  /// The same, sent as given.
  public RemoteWriteConfig withHttp(HttpClientConfig other) {
    return new RemoteWriteConfig(
        url,
        remoteTimeout,
        headers,
        writeRelabelRules,
        name,
        sendExemplars,
        sendNativeHistograms,
        roundRobinDns,
        protobufMessage,
        failedRequestLogging,
        other,
        queue,
        metadata,
        signing);
  }

  /// `queue_config`.
  ///
  /// @param capacity samples that wait in each shard
  /// @param sampleAgeLimit older samples are not sent; zero means no limit
  /// @param retryOnHttp429 whether "too many requests" is worth another attempt
  public record Queue(
      int capacity,
      int maxShards,
      int minShards,
      int maxSamplesPerSend,
      Duration batchSendDeadline,
      Duration minBackoff,
      Duration maxBackoff,
      boolean retryOnHttp429,
      Duration sampleAgeLimit) {}

  /// `metadata_config`.
  public record Metadata(boolean send, Duration sendInterval, int maxSamplesPerSend) {}
}
