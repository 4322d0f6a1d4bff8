package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.Secret;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import java.time.Duration;
import java.util.Optional;

/// An entry of `webhook_configs`.
///
/// @param url where to post, a template
/// @param maxAlerts at most that many alerts in a message; 0 for all
/// @param timeout of a request; zero for none of its own
/// @param payload what to send instead of the standard document: a text, number, truth value, list
///   or map whose texts are templates
public record WebhookConfig(
    boolean sendResolved,
    HttpClientConfig http,
    SecretSource url,
    long maxAlerts,
    Duration timeout,
    Optional<Object> payload)
    implements IntegrationConfig {
  static WebhookConfig read(MappingReader reader, GlobalConfig global) {
    WebhookConfig config =
        new WebhookConfig(
            Settings.sendResolved(reader, true),
            Settings.http(reader, global.http()),
            Settings.secret(reader, "url"),
            reader.count("max_alerts", 0),
            Settings.goDuration(reader, "timeout", Duration.ZERO),
            Settings.anyValue(reader, "payload"));
    reader.finish();
    Settings.require(reader, "url", config.url);
    if (config.url instanceof SecretSource.Inline(Secret url)) {
      try {
        TemplatedUrl.check(url.reveal());
      } catch (IllegalArgumentException e) {
        throw reader.error("url", String.valueOf(e.getMessage()));
      }
      reader.note("url", TemplatedUrl.MASK, true);
    }
    return config;
  }

  @Override
  public String kind() {
    return "webhook";
  }
}
