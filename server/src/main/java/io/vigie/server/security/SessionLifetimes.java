package io.vigie.server.security;

import java.time.Duration;

/// How long the tokens of a session are good for.
///
/// @param access of the one that comes with each request
/// @param refresh of the one that gives the next, if it is not used
public record SessionLifetimes(Duration access, Duration refresh) {
  static final SessionLifetimes DEFAULT =
      new SessionLifetimes(Duration.ofMinutes(15), Duration.ofDays(7));
}
