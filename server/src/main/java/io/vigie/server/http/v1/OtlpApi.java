package io.vigie.server.http.v1;

import io.vigie.ingest.otlp.OtlpHttp;
import io.vigie.server.http.BodyRoute;
import io.vigie.server.http.BodyRoute.BodyRequest;
import io.vigie.server.http.BodyRoute.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `otlp/v1/metrics`, where Prometheus has it, and `/v1/metrics`, where senders look by themselves:
/// metrics that are sent by OTLP over HTTP.
public final class OtlpApi {
  private static final String SWITCHED_OFF =
      "otlp write receiver needs to be enabled with --web.enable-otlp-receiver";

  private final Optional<OtlpHttp> receiver;

  /// @param receiver empty if it is switched off
  public OtlpApi(Optional<OtlpHttp> receiver) {
    this.receiver = receiver;
  }

  public List<BodyRoute> routes() {
    return Stream.of("/api/v1/otlp/v1/metrics", "/v1/metrics")
        .map(path -> new BodyRoute(path, this::answer))
        .toList();
  }

  private Reply answer(BodyRequest request) throws IOException {
    if (receiver.isEmpty()) {
      return Reply.text(404, SWITCHED_OFF);
    }
    OtlpHttp.Reply reply =
        receiver
            .get()
            .receive(
                request.header("Content-Type"), request.header("Content-Encoding"), request.body());
    return new Reply(
        reply.httpStatus(), Map.of(), reply.contentType(), out -> out.write(reply.body()));
  }
}
