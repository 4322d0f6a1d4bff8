package io.vigie.outbound;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.ProxyConfig;
import io.vigie.config.http.TlsConfig;

/// What decides whether two requests may share connections; credentials go with each request.
record ConnectionSettings(TlsConfig tls, ProxyConfig proxy, boolean http2) {
  static ConnectionSettings of(HttpClientConfig config) {
    return new ConnectionSettings(config.tls(), config.proxy(), config.enableHttp2());
  }
}
