package io.vigie.server.http;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Collects [HttpSettings]; each setting is named there. Not thread-safe.
public final class HttpSettingsBuilder {
  private List<ListenAddress> listenAddresses = List.of(new ListenAddress("127.0.0.1", 9090));
  private String routePrefix = "";
  private URI externalUrl = URI.create("http://127.0.0.1:9090/");
  private String corsOrigin = ".*";
  private Duration readTimeout = Duration.ofMinutes(5);
  private int maxConnections = 512;
  private long maxBodyBytes = HttpSettings.DEFAULT_MAX_BODY_BYTES;
  private boolean enableLifecycle = false;
  private boolean enableAdminApi = false;
  private String pageTitle = "Vigie";
  private Optional<Path> userAssets = Optional.empty();
  private Optional<WebConfig> webConfig = Optional.empty();
  private boolean trustNetwork = false;
  private int maxNotificationSubscribers = 16;
  private int maxSearchLimit = 10_000;

  HttpSettingsBuilder() {}

  @CanIgnoreReturnValue
  public HttpSettingsBuilder listenAddresses(List<ListenAddress> value) {
    this.listenAddresses = value;
    return this;
  }

  @CanIgnoreReturnValue
  public HttpSettingsBuilder routePrefix(String value) {
    this.routePrefix = value;
    return this;
  }

  @CanIgnoreReturnValue
  public HttpSettingsBuilder externalUrl(URI value) {
    this.externalUrl = value;
    return this;
  }

  @CanIgnoreReturnValue
  public HttpSettingsBuilder corsOrigin(String value) {
    this.corsOrigin = value;
    return this;
  }

  @CanIgnoreReturnValue
  public HttpSettingsBuilder readTimeout(Duration value) {
    this.readTimeout = value;
    return this;
  }

  @CanIgnoreReturnValue
  public HttpSettingsBuilder maxConnections(int value) {
    this.maxConnections = value;
    return this;
  }

  @CanIgnoreReturnValue
  public HttpSettingsBuilder maxBodyBytes(long value) {
    this.maxBodyBytes = value;
    return this;
  }

  @CanIgnoreReturnValue
  public HttpSettingsBuilder enableLifecycle(boolean value) {
    this.enableLifecycle = value;
    return this;
  }

  @CanIgnoreReturnValue
  public HttpSettingsBuilder enableAdminApi(boolean value) {
    this.enableAdminApi = value;
    return this;
  }

  @CanIgnoreReturnValue
  public HttpSettingsBuilder pageTitle(String value) {
    this.pageTitle = value;
    return this;
  }

  @CanIgnoreReturnValue
  public HttpSettingsBuilder userAssets(Optional<Path> value) {
    this.userAssets = value;
    return this;
  }

  @CanIgnoreReturnValue
  public HttpSettingsBuilder webConfig(Optional<WebConfig> value) {
    this.webConfig = value;
    return this;
  }

  @CanIgnoreReturnValue
  public HttpSettingsBuilder trustNetwork(boolean value) {
    this.trustNetwork = value;
    return this;
  }

  @CanIgnoreReturnValue
  public HttpSettingsBuilder maxNotificationSubscribers(int value) {
    this.maxNotificationSubscribers = value;
    return this;
  }

  @CanIgnoreReturnValue
  public HttpSettingsBuilder maxSearchLimit(int value) {
    this.maxSearchLimit = value;
    return this;
  }

  /// @throws IllegalArgumentException if a setting cannot be
  public HttpSettings build() {
    return new HttpSettings(
        listenAddresses,
        routePrefix,
        externalUrl,
        corsOrigin,
        readTimeout,
        maxConnections,
        maxBodyBytes,
        enableLifecycle,
        enableAdminApi,
        pageTitle,
        userAssets,
        webConfig,
        trustNetwork,
        maxNotificationSubscribers,
        maxSearchLimit);
  }
}
