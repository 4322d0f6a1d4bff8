package io.vigie.server.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What somebody may do. The scopes of an API token are some of these.
public enum Permission {
  /// See everything but the accounts of others.
  READ,
  /// Send samples and alerts.
  INGEST,
  /// Change what teams change in their daily work: silences, acknowledgements, checks, rules.
  EDIT,
  /// Change the server: accounts, stored data, its life.
  ADMIN;

  /// As it is written in the API.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The permission that is written so.
  public static Optional<Permission> ofWord(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
