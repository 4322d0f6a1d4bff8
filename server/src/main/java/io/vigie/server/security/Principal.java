package io.vigie.server.security;

import java.util.Optional;
import java.util.Set;

/// Who asks, once that is known.
///
/// @param name of the user, or of whom the credential speaks
/// @param session id of the session that the credential belongs to, if it belongs to one
public record Principal(
    String name, Means means, Set<Permission> permissions, Optional<String> session) {
  /// How it is known.
  public enum Means {
    /// Whoever is on this machine, where nobody else can come.
    LOCAL,
    PASSWORD,
    SESSION,
    API_TOKEN,
    /// A token of another issuer.
    FOREIGN_TOKEN
  }

  /// Whoever is on this machine, where nobody is asked.
  public static final Principal LOCAL =
      new Principal("", Means.LOCAL, Role.ADMIN.permissions(), Optional.empty());

  public Principal {
    permissions = Set.copyOf(permissions);
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  /// Whether it is a person with an account here, and said so itself: what changes the account must
  /// not come from a token that lies in some script.
  public boolean isOwnerOfAccount() {
    return means == Means.PASSWORD || means == Means.SESSION;
  }
}
