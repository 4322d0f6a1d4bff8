package io.vigie.ingest.intake;

/// What somebody who pushed is told over HTTP.
///
/// @param contentType of the body; empty if there is none
public record PushReply(int httpStatus, String contentType, String body) {
  /// No more than a status.
  public static PushReply of(int httpStatus) {
    return new PushReply(httpStatus, "", "");
  }

  /// A status and a line of text.
  public static PushReply text(int httpStatus, String message) {
    return new PushReply(httpStatus, "text/plain; charset=utf-8", message + "\n");
  }

  public static PushReply json(int httpStatus, String body) {
    return new PushReply(httpStatus, "application/json", body);
  }

  public static PushReply refused(RefusedPushException e) {
    return text(e.httpStatus(), String.valueOf(e.getMessage()));
  }
}
