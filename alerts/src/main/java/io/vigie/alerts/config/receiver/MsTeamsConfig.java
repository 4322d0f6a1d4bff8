package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;

/// An entry of `msteams_configs`.
public record MsTeamsConfig(
    boolean sendResolved,
    HttpClientConfig http,
    SecretSource webhookUrl,
    String title,
    String summary,
    String text)
    implements IntegrationConfig {
  static MsTeamsConfig read(MappingReader reader, GlobalConfig global) {
    MsTeamsConfig config =
        new MsTeamsConfig(
            Settings.sendResolved(reader, true),
            Settings.http(reader, global.http()),
            Settings.secretUrl(reader, "webhook_url"),
            reader.string("title", "{{ template \"msteams.default.title\" . }}"),
            reader.string("summary", "{{ template \"msteams.default.summary\" . }}"),
            reader.string("text", "{{ template \"msteams.default.text\" . }}"));
    reader.finish();
    Settings.require(reader, "webhook_url", config.webhookUrl);
    return config;
  }

  @Override
  public String kind() {
    return "msteams";
  }
}
