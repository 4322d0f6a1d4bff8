package io.vigie.server.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a user is; each may do what the one before it may, and more.
public enum Role {
  VIEWER,
  EDITOR,
  ADMIN;

  public Set<Permission> permissions() {
    return switch (this) {
      case VIEWER -> Set.of(Permission.READ);
      case EDITOR -> Set.of(Permission.READ, Permission.INGEST, Permission.EDIT);
      case ADMIN -> Set.of(Permission.values());
    };
  }

  /// As it is written in the API.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role that is written so.
  public static Optional<Role> ofWord(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
