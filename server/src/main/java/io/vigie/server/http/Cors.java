package io.vigie.server.http;

import io.javalin.http.Context;
import io.vigie.model.metric.RegexMatcher;

/// Lets scripts of other sites read answers, where their origin is allowed.
final class Cors {
  private static final String ANY = ".*";

  private final RegexMatcher allowedOrigin;

  /// @throws com.google.re2j.PatternSyntaxException if the expression is not RE2
  Cors(String allowedOrigin) {
    this.allowedOrigin = RegexMatcher.compile(allowedOrigin);
  }

  void addHeaders(Context context) {
    String origin = context.header("Origin");
    if (origin == null || origin.isEmpty()) {
      return;
    }
    context
        .header("Access-Control-Allow-Headers", "Accept, Authorization, Content-Type, Origin")
        .header("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS")
        .header("Access-Control-Expose-Headers", "Date")
        .header("Vary", "Origin");
    if (allowedOrigin.toString().equals(ANY)) {
      context.header("Access-Control-Allow-Origin", "*");
    } else if (allowedOrigin.matches(origin)) {
      context.header("Access-Control-Allow-Origin", origin);
    }
  }
}
