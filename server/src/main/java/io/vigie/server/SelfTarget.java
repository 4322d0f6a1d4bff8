package io.vigie.server;

import io.vigie.ingest.scrape.InProcessTarget;
import io.vigie.server.telemetry.Telemetry;
import java.io.IOException;
import java.io.OutputStream;

/// The server's own metrics as a target that needs no HTTP.
final class SelfTarget implements InProcessTarget {
  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

  private final Telemetry telemetry;

  SelfTarget(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  @Override
  public String contentType() {
    return telemetry.contentType(OPEN_METRICS);
  }

  @Override
  public void write(OutputStream out) throws IOException {
    telemetry.write(OPEN_METRICS, out);
  }
}
