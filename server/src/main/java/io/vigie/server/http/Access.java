package io.vigie.server.http;

import io.javalin.security.RouteRole;
import io.vigie.server.security.Permission;
import java.util.Optional;

/// Who may use a route.
public enum Access implements RouteRole {
  /// Everybody, where the server has pages to log in with.
  OPEN,
  /// Whoever is known.
  KNOWN,
  READ(Permission.READ),
  INGEST(Permission.INGEST),
  EDIT(Permission.EDIT),
  ADMIN(Permission.ADMIN);

  private final Optional<Permission> permission;

  Access() {
    this.permission = Optional.empty();
  }

  Access(Permission permission) {
    this.permission = Optional.of(permission);
  }

  /// What one must be permitted, if anything.
  Optional<Permission> permission() {
    return permission;
  }

  /// Whether what is done there changes something that somebody may ask about later.
  boolean isAudited() {
    return this == EDIT || this == ADMIN;
  }
}
