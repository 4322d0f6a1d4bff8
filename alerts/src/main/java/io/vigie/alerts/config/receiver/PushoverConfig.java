package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import java.time.Duration;

/// An entry of `pushover_configs`.
///
/// @param retry how often to repeat an emergency message
/// @param expire how long to repeat it
/// @param ttl after which the message vanishes; zero for never
public record PushoverConfig(
    boolean sendResolved,
    HttpClientConfig http,
    SecretSource userKey,
    SecretSource token,
    String title,
    String message,
    String url,
    String urlTitle,
    String device,
    String sound,
    String priority,
    Duration retry,
    Duration expire,
    Duration ttl,
    boolean html,
    boolean monospace)
    implements IntegrationConfig {
  static PushoverConfig read(MappingReader reader, GlobalConfig global) {
    PushoverConfig config =
        new PushoverConfig(
            Settings.sendResolved(reader, true),
            Settings.http(reader, global.http()),
            Settings.secret(reader, "user_key"),
            Settings.secret(reader, "token"),
            reader.string("title", "{{ template \"pushover.default.title\" . }}"),
            reader.string("message", "{{ template \"pushover.default.message\" . }}"),
            reader.string("url", "{{ template \"pushover.default.url\" . }}"),
            reader.string("url_title"),
            reader.string("device"),
            reader.string("sound"),
            reader.string("priority", "{{ if eq .Status \"firing\" }}2{{ else }}0{{ end }}"),
            Settings.goDuration(reader, "retry", Duration.ofMinutes(1)),
            Settings.goDuration(reader, "expire", Duration.ofHours(1)),
            Settings.goDuration(reader, "ttl", Duration.ZERO),
            reader.bool("html", false),
            reader.bool("monospace", false));
    reader.finish();
    Settings.require(reader, "user_key", config.userKey);
    Settings.require(reader, "token", config.token);
    if (config.html && config.monospace) {
      throw reader.error("at most one of monospace & html must be configured");
    }
    return config;
  }

  @Override
  public String kind() {
    return "pushover";
  }
}
