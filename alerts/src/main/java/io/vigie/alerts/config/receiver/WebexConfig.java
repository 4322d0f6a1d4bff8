package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.yaml.MappingReader;
import java.net.URI;
import java.util.Optional;

/// An entry of `webex_configs`.
public record WebexConfig(
    boolean sendResolved, HttpClientConfig http, URI apiUrl, String message, String roomId)
    implements IntegrationConfig {
  static WebexConfig read(MappingReader reader, GlobalConfig global) {
    WebexConfig config =
        new WebexConfig(
            Settings.sendResolved(reader, true),
            Settings.http(reader, global.http()),
            Settings.url(reader, "api_url", Optional.of(global.webexApiUrl()))
                .orElse(global.webexApiUrl()),
            reader.string("message", "{{ template \"webex.default.message\" . }}"),
            reader.string("room_id"));
    reader.finish();
    if (config.roomId.isEmpty()) {
      throw reader.error("missing room_id on webex_config");
    }
    if (!reader.has("http_config") || !Settings.hasAuthorization(config.http)) {
      throw reader.error("missing webex_configs.http_config.authorization");
    }
    return config;
  }

  @Override
  public String kind() {
    return "webex";
  }
}
