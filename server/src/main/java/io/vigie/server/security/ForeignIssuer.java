package io.vigie.server.security;

import io.vigie.config.yaml.MappingReader;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whose JWTs are taken beside our own.
///
/// @param issuer as its tokens say, `iss`
/// @param audience what they must be made for, `aud`
/// @param jwksUrl where its keys are
/// @param roleClaim where a token says which role its bearer has, by a path with dots: a text or a
///   list of texts
/// @param roles what the issuer calls each role; the highest that fits counts
/// @param defaultRole of bearers of whom none of these is said; without one they may do nothing
public record ForeignIssuer(
    String issuer,
    String audience,
    URI jwksUrl,
    String roleClaim,
    Map<Role, List<String>> roles,
    Optional<Role> defaultRole) {
  public ForeignIssuer {
    roles = Map.copyOf(roles);
  }

  static ForeignIssuer read(MappingReader reader) {
    String issuer = required(reader, "issuer");
    String audience = required(reader, "audience");
    URI jwksUrl =
        reader
            .uri("jwks_url")
            .orElseThrow(() -> reader.error(reader.path() + ": jwks_url is missing"));
    if (!Set.of("http", "https").contains(String.valueOf(jwksUrl.getScheme()))) {
      throw reader.error("jwks_url", "jwks_url: write https://…");
    }
    String claim = reader.string("role_claim", "role");
    Map<Role, List<String>> roles = new EnumMap<>(Role.class);
    reader
        .stringListMap("roles")
        .forEach((word, names) -> roles.put(role(reader, "roles", word), names));
    if (roles.isEmpty()) {
      for (Role role : Role.values()) {
        roles.put(role, List.of(role.word()));
      }
    }
    String fallback = reader.string("default_role");
    Optional<Role> defaultRole =
        fallback.isEmpty() ? Optional.empty() : Optional.of(role(reader, "default_role", fallback));
    reader.finish();
    return new ForeignIssuer(issuer, audience, jwksUrl, claim, roles, defaultRole);
  }

  private static String required(MappingReader reader, String key) {
    String text = reader.string(key);
    if (text.isEmpty()) {
      throw reader.error(reader.path() + ": " + key + " is missing");
    }
    return text;
  }

  private static Role role(MappingReader reader, String key, String word) {
    return Role.ofWord(word)
        .orElseThrow(() ->
            reader.error(key, key + ": \"" + word + "\": there are viewer, editor and admin"));
  }

  /// The role of somebody of whom the issuer says this.
  Optional<Role> roleOf(List<String> said) {
    for (Role role : List.of(Role.ADMIN, Role.EDITOR, Role.VIEWER)) {
      if (roles.getOrDefault(role, List.of()).stream().anyMatch(said::contains)) {
        return Optional.of(role);
      }
    }
    return defaultRole;
  }
}
