package io.vigie.server.security;

import io.vigie.config.http.Secret;

/// What somebody shows to be let in.
public sealed interface Credential {
  /// Name and password with each request.
  record NameAndPassword(String user, Secret password) implements Credential {}

  /// An API token, or a JWT.
  record Bearer(Secret token) implements Credential {}

  /// A JWT that a browser sends by itself, for as long as it has it.
  record Cookie(Secret token) implements Credential {}
}
