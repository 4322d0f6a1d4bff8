package io.vigie.server.config;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.HttpClientReader;
import io.vigie.config.http.HttpCredentials.OAuth2;
import io.vigie.config.http.ReservedHeaders;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.relabel.RelabelRuleReader;
import io.vigie.ingest.remote.ProtobufMessage;
import io.vigie.ingest.remote.RemoteReadConfig;
import io.vigie.ingest.remote.RemoteWriteConfig;
import io.vigie.ingest.remote.RemoteWriteConfig.Metadata;
import io.vigie.ingest.remote.RemoteWriteConfig.Queue;
import io.vigie.ingest.remote.RequestSigning;
import io.vigie.model.metric.NameValidation;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Reads entries of `remote_write` and `remote_read`.
final class RemoteConfigReader {
  private static final String AUTHORIZATION_PROBLEM =
      "authorization header must be changed via the basic_auth, authorization, oauth2, sigv4,"
          + " azuread or google_iam parameter";

  /// Ways to say who one is, of which at most one may be used.
  private static final List<String> AUTH_KEYS =
      List.of("basic_auth", "authorization", "oauth2", "sigv4", "azuread", "google_iam");

  private static final long DEFAULT_CHUNKED_READ_LIMIT_BYTES = 50_000_000;

  private RemoteConfigReader() {}

  static RemoteWriteConfig write(MappingReader reader, NameValidation validation) {
    HttpClientReader http =
        HttpClientReader.read(reader, HttpClientConfig.DEFAULT.withEnableHttp2(false));
    var config =
        new RemoteWriteConfig(
            reader.uri("url").orElse(URI.create("")),
            reader.duration("remote_timeout", Duration.ofSeconds(30)),
            reader.stringMap("headers"),
            RelabelRuleReader.readList(
                reader,
                "write_relabel_configs",
                "empty or null relabeling rule in remote write config",
                validation),
            reader.string("name"),
            reader.bool("send_exemplars", false),
            reader.bool("send_native_histograms", false),
            reader.bool("round_robin_dns", false),
            protobufMessage(reader),
            reader.bool("failed_request_logging", false),
            HttpClientConfig.DEFAULT,
            queue(reader.mapping("queue_config")),
            metadata(reader.mapping("metadata_config")),
            RequestSigningReader.any(reader));
    reader.finish();
    requireUrl(reader, "remote_write");
    ReservedHeaders.refuse(reader, config.headers(), AUTHORIZATION_PROBLEM);
    checkAuth(reader);
    return config.withHttp(
        config.signing() instanceof RequestSigning.Token(OAuth2 credentials)
            ? http.config().withCredentials(credentials)
            : http.config());
  }

  private static void requireUrl(MappingReader reader, String section) {
    if (!reader.has("url")) {
      throw reader.error("url for " + section + " is empty");
    }
  }

  private static void checkAuth(MappingReader reader) {
    List<String> configured = AUTH_KEYS.stream().filter(reader::has).toList();
    if (configured.size() > 1) {
      throw reader.error(
          "at most one of basic_auth, authorization, oauth2, sigv4, azuread or google_iam must be"
              + " configured. Currently configured: ["
              + String.join(" ", configured)
              + "]");
    }
  }

  private static ProtobufMessage protobufMessage(MappingReader reader) {
    return reader.value(
        "protobuf_message",
        ProtobufMessage.V1,
        ProtobufMessage.V1,
        RemoteConfigReader::parseProtobufMessage,
        ProtobufMessage::configName);
  }

  private static ProtobufMessage parseProtobufMessage(String text) {
    try {
      return ProtobufMessage.of(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("invalid protobuf_message value: " + e.getMessage(), e);
    }
  }

  private static Queue queue(MappingReader reader) {
    var queue =
        new Queue(
            whole(reader, "capacity", 10_000),
            whole(reader, "max_shards", 50),
            whole(reader, "min_shards", 1),
            whole(reader, "max_samples_per_send", 2000),
            reader.duration("batch_send_deadline", Duration.ofSeconds(5)),
            reader.duration("min_backoff", Duration.ofMillis(30)),
            reader.duration("max_backoff", Duration.ofSeconds(5)),
            reader.bool("retry_on_http_429", false),
            reader.duration("sample_age_limit", Duration.ZERO));
    reader.finish();
    requirePositive(reader, "max_shards", queue.maxShards());
    requirePositive(reader, "min_shards", queue.minShards());
    if (queue.minShards() > queue.maxShards()) {
      throw reader.error(
          "min_shards", "remote write queue min_shards must not be greater than max_shards");
    }
    requirePositive(reader, "max_samples_per_send", queue.maxSamplesPerSend());
    requirePositive(reader, "capacity", queue.capacity());
    if (queue.maxBackoff().compareTo(queue.minBackoff()) < 0) {
      throw reader.error(
          "max_backoff", "remote write queue max_backoff must not be less than min_backoff");
    }
    return queue;
  }

  private static int whole(MappingReader reader, String key, int fallback) {
    return (int) reader.wholeNumber(key, fallback, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static void requirePositive(MappingReader reader, String key, int value) {
    if (value <= 0) {
      throw reader.error(key, "remote write queue " + key + " must be positive");
    }
  }

  private static Metadata metadata(MappingReader reader) {
    var metadata =
        new Metadata(
            reader.bool("send", true),
            reader.duration("send_interval", Duration.ofMinutes(1)),
            whole(reader, "max_samples_per_send", 2000));
    reader.finish();
    return metadata;
  }

  static RemoteReadConfig read(MappingReader reader) {
    HttpClientReader http = HttpClientReader.read(reader);
    URI url = reader.uri("url").orElse(URI.create(""));
    Duration remoteTimeout = reader.duration("remote_timeout", Duration.ofMinutes(1));
    long chunkedReadLimit = reader.count("chunked_read_limit", DEFAULT_CHUNKED_READ_LIMIT_BYTES);
    var headers = reader.stringMap("headers");
    boolean readRecent = reader.bool("read_recent", false);
    String name = reader.string("name");
    var requiredMatchers = reader.stringMap("required_matchers");
    boolean filterExternalLabels = reader.bool("filter_external_labels", true);
    reader.finish();
    requireUrl(reader, "remote_read");
    ReservedHeaders.refuse(reader, headers, AUTHORIZATION_PROBLEM);
    return new RemoteReadConfig(
        url,
        remoteTimeout,
        chunkedReadLimit,
        headers,
        readRecent,
        name,
        http.config(),
        requiredMatchers,
        filterExternalLabels);
  }
}
