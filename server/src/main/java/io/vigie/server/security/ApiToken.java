package io.vigie.server.security;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A credential for programs.
///
/// @param id the part of it that is no secret
/// @param name what it is for
/// @param owner the user who made it, and whose permissions it cannot exceed
/// @param scopes what it is good for
/// @param digest of its secret; never shown
/// @param expiresAtMillis milliseconds since the epoch; [#NEVER] for none
/// @param lastUsedMillis milliseconds since the epoch; 0 if it was not used yet
public record ApiToken(
    String id,
    String name,
    String owner,
    Set<Permission> scopes,
    String digest,
    long createdMillis,
    long expiresAtMillis,
    long lastUsedMillis) {
  public static final long NEVER = Long.MAX_VALUE;

  public ApiToken {
    scopes = Set.copyOf(scopes);
  }

  public boolean isExpired(long nowMillis) {
    return expiresAtMillis <= nowMillis;
  }

  /// Scopes as they are written.
  public List<String> scopeWords() {
    return new TreeSet<>(scopes).stream().map(Permission::word).toList();
  }

  ApiToken usedAt(long millis) {
    return new ApiToken(id, name, owner, scopes, digest, createdMillis, expiresAtMillis, millis);
  }

  String toJson() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("name", name);
    json.put("owner", owner);
    ArrayNode words = json.putArray("scopes");
    scopeWords().forEach(words::add);
    json.put("digest", digest);
    json.put("createdMillis", createdMillis);
    json.put("expiresAtMillis", expiresAtMillis);
    json.put("lastUsedMillis", lastUsedMillis);
    return json.toString();
  }

  static ApiToken ofJson(String id, String text) {
    JsonNode json = JsonMapper.shared().readTree(text);
    EnumSet<Permission> scopes = EnumSet.noneOf(Permission.class);
    json.path("scopes")
        .forEach(word -> Permission.ofWord(word.asString("")).ifPresent(scopes::add));
    return new ApiToken(
        id,
        json.path("name").asString(""),
        json.path("owner").asString(""),
        scopes,
        json.path("digest").asString(""),
        json.path("createdMillis").asLong(0),
        json.path("expiresAtMillis").asLong(0),
        json.path("lastUsedMillis").asLong(0));
  }

  @Override
  public String toString() {
    return id + " (" + name + ")";
  }
}
