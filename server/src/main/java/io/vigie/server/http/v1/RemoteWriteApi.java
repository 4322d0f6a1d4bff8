package io.vigie.server.http.v1;

import io.vigie.ingest.remote.RemoteWriteReceiver;
import io.vigie.server.http.BodyRoute;
import io.vigie.server.http.BodyRoute.BodyRequest;
import io.vigie.server.http.BodyRoute.Reply;
import java.io.IOException;
import java.util.Optional;

/// `write`: what other servers send by remote write.
public final class RemoteWriteApi {
  private static final String SWITCHED_OFF =
      "remote write receiver needs to be enabled with --web.enable-remote-write-receiver";

  private final Optional<RemoteWriteReceiver> receiver;

  /// @param receiver empty if it is switched off
  public RemoteWriteApi(Optional<RemoteWriteReceiver> receiver) {
    this.receiver = receiver;
  }

  public BodyRoute route() {
    return new BodyRoute("/api/v1/write", this::answer);
  }

  private Reply answer(BodyRequest request) throws IOException {
    if (receiver.isEmpty()) {
      return Reply.text(404, SWITCHED_OFF);
    }
    RemoteWriteReceiver.Reply reply =
        receiver
            .get()
            .receive(
                request.header("Content-Type"), request.header("Content-Encoding"), request.body());
    Reply answer =
        reply.message().isEmpty()
            ? Reply.empty(reply.httpStatus())
            : Reply.text(reply.httpStatus(), reply.message());
    return answer.withHeaders(reply.headers());
  }
}
