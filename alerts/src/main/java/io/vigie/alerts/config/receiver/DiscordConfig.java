package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;

/// An entry of `discord_configs`.
public record DiscordConfig(
    boolean sendResolved,
    HttpClientConfig http,
    SecretSource webhookUrl,
    String content,
    String title,
    String message,
    String username,
    String avatarUrl)
    implements IntegrationConfig {
  static DiscordConfig read(MappingReader reader, GlobalConfig global) {
    DiscordConfig config =
        new DiscordConfig(
            Settings.sendResolved(reader, true),
            Settings.http(reader, global.http()),
            Settings.secretUrl(reader, "webhook_url"),
            reader.string("content"),
            reader.string("title", "{{ template \"discord.default.title\" . }}"),
            reader.string("message", "{{ template \"discord.default.message\" . }}"),
            reader.string("username"),
            reader.string("avatar_url"));
    reader.finish();
    Settings.require(reader, "webhook_url", config.webhookUrl);
    return config;
  }

  @Override
  public String kind() {
    return "discord";
  }
}
