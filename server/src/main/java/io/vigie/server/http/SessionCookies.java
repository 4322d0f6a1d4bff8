package io.vigie.server.http;

import java.time.Duration;

/// The cookies of people who log in with a browser. Scripts cannot read them, and requests from
/// other sites do not carry them.
public final class SessionCookies {
  /// Comes with every request.
  public static final String ACCESS = "vigie_session";

  /// Comes only where it is needed.
  public static final String REFRESH = "vigie_refresh";

  private SessionCookies() {}

  /// The value of a header `Set-Cookie`; an empty value takes the cookie away.
  ///
  /// @param path under which the browser sends it
  /// @param secure whether it must not go over connections that are not encrypted
  public static String header(
      String name, String value, String path, Duration lifetime, boolean secure) {
    return name
        + "="
        + value
        + "; Path="
        + path
        + "; Max-Age="
        + (value.isEmpty() ? 0 : lifetime.toSeconds())
        + "; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : "");
  }
}
