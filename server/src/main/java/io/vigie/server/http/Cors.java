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

  /// The same for Vigie's own API, which has more headers to send and to read.
  void addOwnHeaders(Context context) {
    addHeaders(context);
    if (context.header("Origin") != null) {
      context
          .header(
              "Access-Control-Allow-Headers",
              "Accept, Authorization, Content-Type, Idempotency-Key, If-None-Match, Origin")
          .header(
              "Access-Control-Expose-Headers",
              "Date, ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After");
    }
  }

  /// Whether scripts of a site may talk to this server.
  boolean allows(String origin) {
    return allowedOrigin.toString().equals(ANY) || allowedOrigin.matches(origin);
  }
}
