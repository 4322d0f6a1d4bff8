package io.vigie.config.http;

import java.util.List;
import java.util.Map;

/// How to go out over HTTP: the block that scrape jobs, discoveries, remote write, remote read and
/// notifications share. Immutable; compares by value, so that a reload knows what changed.
///
/// @param headers extra headers by name, each with its values in order
public record HttpClientConfig(
    HttpCredentials credentials,
    TlsConfig tls,
    ProxyConfig proxy,
    boolean followRedirects,
    boolean enableHttp2,
    Map<String, List<SecretSource>> headers) {
  /// Anonymous, directly, following redirects.
  public static final HttpClientConfig DEFAULT =
      new HttpClientConfig(
          HttpCredentials.none(), TlsConfig.DEFAULT, ProxyConfig.NONE, true, true, Map.of());

  public HttpClientConfig {
    headers = Map.copyOf(headers);
  }

  public HttpClientConfig withCredentials(HttpCredentials other) {
    return new HttpClientConfig(other, tls, proxy, followRedirects, enableHttp2, headers);
  }

  public HttpClientConfig withTls(TlsConfig other) {
    return new HttpClientConfig(credentials, other, proxy, followRedirects, enableHttp2, headers);
  }

  public HttpClientConfig withProxy(ProxyConfig other) {
    return new HttpClientConfig(credentials, tls, other, followRedirects, enableHttp2, headers);
  }

  public HttpClientConfig withFollowRedirects(boolean other) {
    return new HttpClientConfig(credentials, tls, proxy, other, enableHttp2, headers);
  }

  public HttpClientConfig withEnableHttp2(boolean other) {
    return new HttpClientConfig(credentials, tls, proxy, followRedirects, other, headers);
  }

  public HttpClientConfig withHeaders(Map<String, List<SecretSource>> other) {
    return new HttpClientConfig(credentials, tls, proxy, followRedirects, enableHttp2, other);
  }
}
