package io.vigie.server;

import io.vigie.config.yaml.ConfigException;
import io.vigie.model.telemetry.Meters;
import io.vigie.server.config.VigieConfig;
import io.vigie.server.http.v1.Notifications;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The configuration in force, and how another takes its place: wholly, or not at all. Thread-safe;
/// reloads go one after the other.
final class Configuration {
  private static final Logger LOG = LoggerFactory.getLogger(Configuration.class);

  /// Reads what is on disk now.
  @FunctionalInterface
  interface Source {
    /// @throws ConfigException if it is wrong
    VigieConfig read() throws IOException;
  }

  /// Puts a configuration in force in the rooms.
  @FunctionalInterface
  interface Rooms {
    /// @throws ConfigException if a room cannot work with it; nothing has changed then
    void apply(VigieConfig config) throws IOException;
  }

  private final Source source;
  private final Rooms rooms;
  private final InstantSource clock;
  private final Notifications notifications;
  private final List<Meters.Gauge> lastSuccessful;
  private final List<Meters.Gauge> lastSuccessSeconds;
  private volatile State state;

  /// @param config what is in force
  /// @param lastReloadSuccessful whether it is what was last read
  /// @param lastSuccess when it came in force
  record State(VigieConfig config, boolean lastReloadSuccessful, Instant lastSuccess) {}

  /// @param initial comes in force by [#applyInitial]
  Configuration(
      VigieConfig initial,
      Source source,
      Rooms rooms,
      InstantSource clock,
      Meters meters,
      Notifications notifications) {
    this.source = source;
    this.rooms = rooms;
    this.clock = clock;
    this.notifications = notifications;
    this.lastSuccessful =
        gauges(
            meters,
            "config_last_reload_successful",
            "Whether the last attempt to load the configuration succeeded.");
    this.lastSuccessSeconds =
        gauges(
            meters,
            "config_last_reload_success_timestamp_seconds",
            "When a configuration was last put in force.");
    this.state = new State(initial, true, clock.instant());
  }

  /// One reload is of both, and rules ask for it by the name of either.
  private static List<Meters.Gauge> gauges(Meters meters, String name, String help) {
    return Stream.of("prometheus_", "alertmanager_")
        .map(program -> meters.gauge(program + name, help))
        .toList();
  }

  State state() {
    return state;
  }

  /// What a reload would read now.
  ///
  /// @throws ConfigException if it is wrong
  /// @throws IOException if it cannot be read
  VigieConfig onDisk() throws IOException {
    return source.read();
  }

  /// Puts the first configuration in force.
  ///
  /// @throws ConfigException if a room cannot work with it
  synchronized void applyInitial() throws IOException {
    rooms.apply(state.config());
    succeeded(state.config());
  }

  /// Reads again and puts in force. After a failure everything is as before.
  ///
  /// @throws ConfigException if what was read is wrong
  /// @throws IOException if it cannot be read
  synchronized void reload() throws IOException {
    try {
      VigieConfig next = source.read();
      rooms.apply(next);
      succeeded(next);
      LOG.info("configuration reloaded");
    } catch (IOException | RuntimeException e) {
      state = new State(state.config(), false, state.lastSuccess());
      lastSuccessful.forEach(gauge -> gauge.set(0));
      notifications.show(Notifications.RELOAD_FAILED);
      LOG.error("configuration not reloaded, the one before stays in force: {}", e.getMessage());
      throw e;
    }
  }

  /// Something that must not happen while a reload is under way.
  @FunctionalInterface
  interface Undisturbed<T> {
    T run() throws IOException;
  }

  /// Does something between two reloads: neither sees the other half done.
  synchronized <T> T betweenReloads(Undisturbed<T> deed) throws IOException {
    return deed.run();
  }

  private void succeeded(VigieConfig config) {
    Instant now = clock.instant();
    state = new State(config, true, now);
    lastSuccessful.forEach(gauge -> gauge.set(1));
    lastSuccessSeconds.forEach(gauge -> gauge.set(now.toEpochMilli() / 1000.0));
    notifications.withdraw(Notifications.RELOAD_FAILED);
    config.warnings().forEach(warning -> LOG.warn("configuration: {}", warning));
  }
}
