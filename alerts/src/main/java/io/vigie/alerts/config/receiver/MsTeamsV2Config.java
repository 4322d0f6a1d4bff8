package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.ProxyConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;

/// An entry of `msteamsv2_configs`.
public record MsTeamsV2Config(
    boolean sendResolved, HttpClientConfig http, SecretSource webhookUrl, String title, String text)
    implements IntegrationConfig {
  static MsTeamsV2Config read(MappingReader reader, GlobalConfig global) {
    MsTeamsV2Config config =
        new MsTeamsV2Config(
            Settings.sendResolved(reader, true),
            http(reader, global.http()),
            Settings.secretUrl(reader, "webhook_url"),
            reader.string("title", "{{ template \"msteamsv2.default.title\" . }}"),
            reader.string("text", "{{ template \"msteamsv2.default.text\" . }}"));
    reader.finish();
    Settings.require(reader, "webhook_url", config.webhookUrl);
    return config;
  }

  /// Unlike elsewhere, a block of its own still inherits the proxy.
  private static HttpClientConfig http(MappingReader reader, HttpClientConfig global) {
    HttpClientConfig own = Settings.http(reader, global);
    ProxyConfig proxy = own.proxy();
    return proxy.url().isPresent()
        ? own
        : own.withProxy(
            new ProxyConfig(
                global.proxy().url(),
                proxy.noProxy(),
                proxy.fromEnvironment(),
                proxy.connectHeader()));
  }

  @Override
  public String kind() {
    return "msteamsv2";
  }
}
