package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// An entry of `incidentio_configs`.
///
/// @param url where to post; empty if it stands in `urlFile`
/// @param maxAlerts at most that many alerts in a message; 0 for all
/// @param timeout of a request; zero for none of its own
public record IncidentioConfig(
    boolean sendResolved,
    HttpClientConfig http,
    Optional<URI> url,
    Optional<Path> urlFile,
    SecretSource alertSourceToken,
    long maxAlerts,
    Duration timeout)
    implements IntegrationConfig {
  static IncidentioConfig read(MappingReader reader, GlobalConfig global) {
    IncidentioConfig config =
        new IncidentioConfig(
            Settings.sendResolved(reader, true),
            Settings.http(reader, global.http()),
            Settings.url(reader, "url"),
            reader.path("url_file"),
            Settings.secret(reader, "alert_source_token"),
            reader.count("max_alerts", 0),
            Settings.goDuration(reader, "timeout", Duration.ZERO));
    reader.finish();
    config.check(reader);
    return config;
  }

  private void check(MappingReader reader) {
    if (url.isEmpty() && urlFile.isEmpty()) {
      throw reader.error("one of url or url_file must be configured");
    }
    if (url.isPresent() && urlFile.isPresent()) {
      throw reader.error("at most one of url & url_file must be configured");
    }
    boolean token = alertSourceToken.isConfigured();
    boolean own = reader.has("http_config");
    if (own && Settings.hasAuthorization(http) && token) {
      throw reader.error(
          "cannot specify alert_source_token or alert_source_token_file when using"
              + " http_config.authorization");
    }
    if (own && !Settings.hasAuthorization(http) && !token) {
      throw reader.error(
          "at least one of alert_source_token, alert_source_token_file or"
              + " http_config.authorization must be configured");
    }
  }

  @Override
  public String kind() {
    return "incidentio";
  }
}
