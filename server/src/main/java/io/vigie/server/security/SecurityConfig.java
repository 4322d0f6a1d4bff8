package io.vigie.server.security;

import io.vigie.config.yaml.MappingReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The section `vigie.security`. That it is there demands credentials of everybody, also on this
/// machine.
///
/// @param lifetimes of the tokens of those who are logged in
/// @param adminPasswordFile has the password of the first admin; without it one is made up
/// @param auditRetention how long is kept who changed what
/// @param issuers whose JWTs are taken
public record SecurityConfig(
    SessionLifetimes lifetimes,
    Optional<Path> adminPasswordFile,
    Duration auditRetention,
    List<ForeignIssuer> issuers) {
  /// As without the section, where credentials are demanded because others reach a listener.
  public static final SecurityConfig DEFAULT =
      new SecurityConfig(
          SessionLifetimes.DEFAULT, Optional.empty(), Duration.ofDays(365), List.of());

  public SecurityConfig {
    issuers = List.copyOf(issuers);
  }

  /// Reads the section.
  public static SecurityConfig read(MappingReader reader) {
    SessionLifetimes usual = SessionLifetimes.DEFAULT;
    SessionLifetimes lifetimes =
        new SessionLifetimes(
            reader.duration("access_token_lifetime", usual.access()),
            reader.duration("session_lifetime", usual.refresh()));
    if (!lifetimes.access().isPositive() || lifetimes.refresh().compareTo(lifetimes.access()) < 0) {
      throw reader.error(
          "session_lifetime", "session_lifetime must not be below access_token_lifetime");
    }
    SecurityConfig config =
        new SecurityConfig(
            lifetimes,
            reader.path("admin_password_file"),
            reader.duration("audit_retention", DEFAULT.auditRetention),
            reader.list("jwt_issuers", "empty or null issuer", ForeignIssuer::read));
    reader.finish();
    return config;
  }
}
