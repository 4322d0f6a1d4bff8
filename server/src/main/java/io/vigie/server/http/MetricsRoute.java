package io.vigie.server.http;

import io.javalin.http.Context;
import io.vigie.server.telemetry.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// `/metrics`: what the server says about itself.
final class MetricsRoute {
  private final Telemetry telemetry;

  MetricsRoute(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  void serve(Context context) throws IOException {
    String accept = Optional.ofNullable(context.header("Accept")).orElse("");
    context.contentType(telemetry.contentType(accept));
    // One large write, as the decision to compress is made by the first.
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    telemetry.write(accept, body);
    OutputStream out = context.outputStream();
    out.write(body.toByteArray());
  }
}
