package io.vigie.server.http.v1;

import io.vigie.ingest.intake.PushReply;
import io.vigie.ingest.pushgateway.Pushgateway;
import io.vigie.server.http.BodyRoute;
import io.vigie.server.http.BodyRoute.BodyRequest;
import io.vigie.server.http.BodyRoute.Reply;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// `/metrics/job/…`: Pushgateway's operations.
public final class PushgatewayApi {
  private static final String ROOT = "/metrics/";
  private static final String SWITCHED_OFF =
      "metrics are not taken here; to take them as a Pushgateway does, set `vigie: {push: {pushgateway: true}}` in the configuration";

  private final Pushgateway pushgateway;
  private final BooleanSupplier enabled;

  /// @param enabled asked at each request
  public PushgatewayApi(Pushgateway pushgateway, BooleanSupplier enabled) {
    this.pushgateway = pushgateway;
    this.enabled = enabled;
  }

  public List<BodyRoute> routes() {
    return Stream.of("PUT", "POST", "DELETE")
        .map(method -> new BodyRoute(method, ROOT + "<group>", this::answer))
        .toList();
  }

  private Reply answer(BodyRequest request) throws IOException {
    if (!enabled.getAsBoolean()) {
      return Reply.text(404, SWITCHED_OFF);
    }
    String path = request.rawPath().substring(ROOT.length());
    return reply(
        switch (request.method()) {
          case "DELETE" -> pushgateway.delete(path);
          default ->
              pushgateway.push(
                  path,
                  request.header("Content-Type"),
                  request.header("Content-Encoding"),
                  request.body(),
                  request.method().equals("PUT"));
        });
  }

  private static Reply reply(PushReply reply) {
    return Reply.of(reply.httpStatus(), reply.contentType(), reply.body());
  }
}
