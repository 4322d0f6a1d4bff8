package io.vigie.server;

import io.vigie.model.telemetry.Meters;
import io.vigie.server.http.HttpServer;
import io.vigie.server.http.WebConfig;
import io.vigie.server.http.WebConfigFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the web configuration of a running server again (certificates are renewed by programs that
/// know nothing of it), and says in metrics whether the last attempt succeeded: whoever has let a
/// certificate expire learns it from there.
final class WebConfigReload {
  private static final Logger LOG = LoggerFactory.getLogger(WebConfigReload.class);

  private final HttpServer server;
  private final InstantSource clock;
  private final Meters.Gauge successful;
  private final Meters.Gauge successSeconds;
  private final Meters.Counter failures;

  /// @param server that has a web configuration
  WebConfigReload(HttpServer server, InstantSource clock, Meters meters) {
    this.server = server;
    this.clock = clock;
    this.successful =
        meters.gauge(
            "vigie_web_config_last_reload_successful",
            "Whether the last attempt to load the web configuration (TLS, users) succeeded.");
    this.successSeconds =
        meters.gauge(
            "vigie_web_config_last_reload_success_timestamp_seconds",
            "When a web configuration was last put in force.");
    this.failures =
        meters.counter(
            "vigie_web_config_reload_failures_total",
            "Web configurations that were refused, while the one before stayed in force.");
    succeeded();
  }

  /// The files that it is read from.
  List<Path> files() {
    return server.webConfig().map(WebConfig::files).orElse(List.of());
  }

  /// What is on disk now, found right.
  ///
  /// @throws IOException if it cannot be put in force
  HttpServer.Renewal read() throws IOException {
    try {
      Optional<WebConfig> web = server.webConfig();
      return web.isPresent() ? server.renewal(WebConfigFile.read(web.get().file())) : () -> {};
    } catch (IOException | RuntimeException e) {
      failed(e);
      throw e;
    }
  }

  /// @throws IOException if its files have changed since, for the worse
  void apply(HttpServer.Renewal renewal) throws IOException {
    try {
      renewal.apply();
      succeeded();
    } catch (IOException | RuntimeException e) {
      failed(e);
      throw e;
    }
  }

  /// Reads and applies.
  ///
  /// @throws IOException if it cannot be put in force; told already
  void run() throws IOException {
    apply(read());
    LOG.info("web configuration reloaded");
  }

  private void succeeded() {
    successful.set(1);
    successSeconds.set(clock.millis() / 1e3);
  }

  private void failed(Exception e) {
    successful.set(0);
    failures.increment();
    LOG.error("web configuration not reloaded, the one before stays in force: {}", e.getMessage());
  }
}
