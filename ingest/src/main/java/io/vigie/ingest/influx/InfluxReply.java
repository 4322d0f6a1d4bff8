package io.vigie.ingest.influx;

import io.vigie.ingest.influx.InfluxReceiver.Version;
import io.vigie.ingest.intake.PushReply;
import io.vigie.ingest.intake.PushResult;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Answers in the shape that InfluxDB's clients know.
final class InfluxReply {
  private InfluxReply() {}

  static PushReply of(Version version, int httpStatus, String message) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    switch (version) {
      case V1 -> json.put("error", message);
      case V2 -> json.put("code", code(httpStatus)).put("message", message);
    }
    return PushReply.json(httpStatus, json + "\n");
  }

  private static String code(int httpStatus) {
    return switch (httpStatus) {
      case 413 -> "request too large";
      case 415 -> "unsupported media type";
      case 422 -> "unprocessable entity";
      case 503 -> "unavailable";
      default -> "invalid";
    };
  }

  /// Some of it is stored.
  ///
  /// @param malformed whether a line could not be read
  static PushReply partial(Version version, boolean malformed, PushResult result) {
    String problems = String.join("\n", result.problems());
    String message =
        malformed && result.samples() == 0
            ? problems
            : "partial write: " + problems + " dropped=" + result.rejected();
    return of(version, version == Version.V2 && !malformed ? 422 : 400, message);
  }
}
