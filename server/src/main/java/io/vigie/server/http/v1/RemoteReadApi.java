package io.vigie.server.http.v1;

import io.vigie.ingest.remote.RemoteReadServer;
import io.vigie.server.http.Access;
import io.vigie.server.http.BodyRoute;
import io.vigie.server.http.BodyRoute.BodyRequest;
import io.vigie.server.http.BodyRoute.Reply;
import java.io.IOException;
import java.util.Map;

/// `read`: raw samples, or chunks, for other servers that query this one by remote read.
public final class RemoteReadApi {
  private final RemoteReadServer reader;

  public RemoteReadApi(RemoteReadServer reader) {
    this.reader = reader;
  }

  public BodyRoute route() {
    return new BodyRoute("POST", "/api/v1/read", Access.READ, this::answer);
  }

  private Reply answer(BodyRequest request) throws IOException {
    RemoteReadServer.Answer answer = reader.read(request.body());
    if (!answer.message().isEmpty()) {
      return Reply.text(answer.httpStatus(), answer.message());
    }
    Map<String, String> headers =
        answer.contentEncoding().isEmpty()
            ? Map.of()
            : Map.of("Content-Encoding", answer.contentEncoding());
    return new Reply(200, headers, answer.contentType(), answer.body()::write);
  }
}
