package io.vigie.server.security;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Somebody with an account.
///
/// @param passwordHash never shown
/// @param disabled whether the account is kept, but lets nobody in
/// @param initial whether the password is still the one that the server made up
/// @param createdMillis milliseconds since the epoch
public record User(
    String name,
    Role role,
    String passwordHash,
    boolean disabled,
    boolean initial,
    long createdMillis) {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,63}");

  /// @throws IllegalArgumentException if the name is none
  public User {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a user's name begins with a letter or digit and has up to 64 letters, digits and . _ @ + -");
    }
  }

  User withRole(Role other) {
    return new User(name, other, passwordHash, disabled, initial, createdMillis);
  }

  User withPassword(String hash) {
    return new User(name, role, hash, disabled, false, createdMillis);
  }

  User withDisabled(boolean value) {
    return new User(name, role, passwordHash, value, initial, createdMillis);
  }

  boolean isEnabledAdmin() {
    return role == Role.ADMIN && !disabled;
  }

  String toJson() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("role", role.word());
    json.put("passwordHash", passwordHash);
    json.put("disabled", disabled);
    json.put("initial", initial);
    json.put("createdMillis", createdMillis);
    return json.toString();
  }

  static User ofJson(String name, String text) {
    JsonNode json = JsonMapper.shared().readTree(text);
    return new User(
        name,
        Role.ofWord(json.path("role").asString("")).orElse(Role.VIEWER),
        json.path("passwordHash").asString(""),
        json.path("disabled").asBoolean(false),
        json.path("initial").asBoolean(false),
        json.path("createdMillis").asLong(0));
  }

  @Override
  public String toString() {
    return name + " (" + role.word() + (disabled ? ", disabled)" : ")");
  }
}
