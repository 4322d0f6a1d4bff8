package io.vigie.server.http.rest;

import io.vigie.health.HealthState;
import io.vigie.health.component.ComponentStatus;
import io.vigie.health.component.Components;
import io.vigie.health.component.Components.Snapshot;
import io.vigie.server.http.Access;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RestRoute;
import io.vigie.server.http.RestRoute.Method;
import io.vigie.server.http.RestRoute.Reply;
import io.vigie.server.http.ServerState;
import io.vigie.server.http.TimeText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `/health…`: how the server itself is, answered from what was seen last. Only what the server
/// cannot do without makes it unhealthy; alive it is as long as it answers.
public final class OwnHealthApi implements RestRoute.Group {
  private final Components components;
  private final ServerState state;
  private final String version;
  private final InstantSource clock;
  private final Instant start;

  public OwnHealthApi(
      Components components, ServerState state, String version, InstantSource clock) {
    this.components = components;
    this.state = state;
    this.version = version;
    this.clock = clock;
    this.start = clock.instant();
  }

  @Override
  public List<RestRoute> routes() {
    return List.of(
        new RestRoute(Method.GET, "/health", Access.OPEN, _ -> health()).always(),
        new RestRoute(Method.GET, "/health/detailed", Access.READ, _ -> detailed()).always(),
        new RestRoute(Method.GET, "/health/ready", Access.OPEN, _ -> ready()).always(),
        new RestRoute(Method.GET, "/health/live", Access.OPEN, _ -> live()).always());
  }

  private Reply health() {
    Snapshot snapshot = components.latest();
    return Reply.of(
        status(snapshot.isUseful()),
        json -> {
          json.beginObject();
          head(snapshot.state(), json);
          json.endObject();
        });
  }

  private static int status(boolean well) {
    return well ? 200 : 503;
  }

  private void head(HealthState how, JsonWriter json) throws IOException {
    json.name("status").string(how.word());
    json.name("timestamp").string(TimeText.format(clock.instant()));
    json.name("uptime").number(Duration.between(start, clock.instant()).toSeconds());
  }

  private Reply detailed() {
    Snapshot snapshot = components.latest();
    return Reply.of(
        status(snapshot.isUseful()),
        json -> {
          json.beginObject();
          head(snapshot.state(), json);
          json.name("version").string(version).name("components").beginObject();
          for (ComponentStatus component : snapshot.components()) {
            json.name(component.name());
            write(component, json);
          }
          json.endObject().endObject();
        });
  }

  private static void write(ComponentStatus component, JsonWriter json) throws IOException {
    json.beginObject().name("status").string(component.state().word());
    json.name("critical").bool(component.critical());
    json.name("responseTime").number(component.responseTime().toNanos() / 1e6);
    json.name("details").beginObject();
    for (Map.Entry<String, String> detail : new TreeMap<>(component.details()).entrySet()) {
      json.name(detail.getKey()).string(detail.getValue());
    }
    json.endObject();
    if (!component.error().isEmpty()) {
      json.name("error").string(component.error());
    }
    json.endObject();
  }

  /// Requests are worth sending if the server has started and its own parts work; what others do is
  /// no reason to take it out.
  private Reply ready() {
    boolean ready = state.phase() == ServerState.Phase.READY && components.latest().isUseful();
    return Reply.of(
        status(ready),
        json ->
            json.beginObject().name("status").string(ready ? "ready" : "not ready").endObject());
  }

  private static Reply live() {
    return Reply.of(json -> json.beginObject().name("status").string("alive").endObject());
  }
}
