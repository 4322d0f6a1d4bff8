package io.vigie.ingest.remote;

import io.vigie.config.http.HttpClientConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// An entry of `remote_read`: where samples are also looked for.
///
/// @param readRecent ask also for times that the local store covers
/// @param requiredMatchers labels that a selector must ask for by these values
/// @param filterExternalLabels add the external labels to the selectors
public record RemoteReadConfig(
    URI url,
    Duration remoteTimeout,
    long chunkedReadLimitBytes,
    Map<String, String> headers,
    boolean readRecent,
    String name,
    HttpClientConfig http,
    Map<String, String> requiredMatchers,
    boolean filterExternalLabels) {
  public RemoteReadConfig {
    headers = Map.copyOf(headers);
    requiredMatchers = Map.copyOf(requiredMatchers);
  }
}
