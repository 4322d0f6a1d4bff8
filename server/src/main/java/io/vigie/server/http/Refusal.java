package io.vigie.server.http;

import io.javalin.http.Context;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An error in the words of the API that was asked: a problem (RFC 9457) under Vigie's own, the
/// envelope under that of Prometheus, a text everywhere else.
///
/// @param contentType media type of the body
record Refusal(String contentType, String body) {
  private static final Pattern API = Pattern.compile("/api/(v1/|v2/)?");

  /// Which words a path speaks.
  private enum Words {
    OWN,
    PROMETHEUS,
    TEXT
  }

  /// @param path that was asked for
  /// @param message what is wrong, without a line end
  static Refusal of(String path, int status, String message) {
    return switch (wordsOf(path)) {
      case OWN -> problem(status, message);
      case PROMETHEUS -> new Refusal("application/json", envelope(status, message));
      case TEXT -> new Refusal("text/plain; charset=utf-8", message + "\n");
    };
  }

  /// The same for what may be no address at all: a problem unless it is known to be something else.
  static Refusal ofAnything(String path, int status, String message) {
    return wordsOf(path) == Words.PROMETHEUS ? of(path, status, message) : problem(status, message);
  }

  /// A problem, whatever was asked.
  static Refusal problem(int status, String message) {
    return new Refusal(
        RestRoute.PROBLEM,
        JsonText.of(json -> RestRoute.writeProblem(status, message, json)) + "\n");
  }

  private static String envelope(int status, String message) {
    return JsonText.of(
        json -> ApiRouter.writeError(json, ErrorType.ofStatus(status).word(), message));
  }

  /// Whether a path belongs to Vigie's own API.
  static boolean isOwn(String path) {
    return wordsOf(path) == Words.OWN;
  }

  private static Words wordsOf(String path) {
    Matcher api = API.matcher(path);
    if (!api.find()) {
      return Words.TEXT;
    }
    return switch (String.valueOf(api.group(1))) {
      case "v1/" -> Words.PROMETHEUS;
      case "v2/" -> Words.TEXT;
      default -> Words.OWN;
    };
  }

  /// Answers with an error.
  static void write(Context context, int status, String message) {
    Refusal refusal = of(context.path(), status, message);
    refusal.writeTo(context, status);
  }

  /// Once all of the request has come.
  void writeTo(Context context, int status) {
    UnreadBody.drain(context.req());
    context.status(status).contentType(contentType).result(body);
  }
}
