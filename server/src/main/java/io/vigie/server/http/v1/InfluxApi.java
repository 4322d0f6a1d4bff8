package io.vigie.server.http.v1;

import io.vigie.ingest.influx.InfluxReceiver;
import io.vigie.ingest.influx.InfluxReceiver.Version;
import io.vigie.ingest.intake.PushReply;
import io.vigie.server.http.BodyRoute;
import io.vigie.server.http.BodyRoute.BodyRequest;
import io.vigie.server.http.BodyRoute.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// `/write` and `/api/v2/write` as InfluxDB has them, and what its clients ask before: `/ping`, and
/// `/query`, by which they create their database.
public final class InfluxApi {
  private static final String SWITCHED_OFF =
      "line protocol is not taken here; to take it, set `vigie: {push: {influx: true}}` in the configuration";
  private static final Map<String, String> VERSION = Map.of("X-Influxdb-Version", "1.8.10");

  private final InfluxReceiver receiver;
  private final BooleanSupplier enabled;

  /// @param enabled asked at each request
  public InfluxApi(InfluxReceiver receiver, BooleanSupplier enabled) {
    this.receiver = receiver;
    this.enabled = enabled;
  }

  public List<BodyRoute> routes() {
    return List.of(
        route("POST", "/write", request -> write(request, Version.V1, "db")),
        route("POST", "/api/v2/write", request -> write(request, Version.V2, "bucket")),
        route("GET", "/ping", _ -> Reply.empty(204)),
        route("HEAD", "/ping", _ -> Reply.empty(204)),
        route("POST", "/query", _ -> created()));
  }

  private BodyRoute route(String method, String path, BodyRoute.Endpoint endpoint) {
    return new BodyRoute(
        method,
        path,
        request ->
            enabled.getAsBoolean()
                ? endpoint.answer(request).withHeaders(VERSION)
                : Reply.text(404, SWITCHED_OFF));
  }

  private Reply write(BodyRequest request, Version version, String databaseParameter)
      throws IOException {
    PushReply reply =
        receiver.receive(
            version,
            request.parameter(databaseParameter),
            request.parameter("precision"),
            request.header("Content-Encoding"),
            request.body());
    return Reply.of(reply.httpStatus(), reply.contentType(), reply.body());
  }

  /// Whatever a client wants to be there before it writes is there.
  private static Reply created() {
    return Reply.of(200, "application/json", "{\"results\":[{\"statement_id\":0}]}\n");
  }
}
