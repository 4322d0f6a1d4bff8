package io.vigie.server.security;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Somebody who is logged in.
///
/// @param digest of the secret with which the next access token is asked for
/// @param previousDigest of the one before; empty for none
/// @param rotatedMillis when the secret became what it is
record Session(
    String id,
    String user,
    String digest,
    String previousDigest,
    long rotatedMillis,
    long createdMillis,
    long expiresAtMillis) {
  Session rotated(String newDigest, long nowMillis, long untilMillis) {
    return new Session(id, user, newDigest, digest, nowMillis, createdMillis, untilMillis);
  }

  String toJson() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("user", user);
    json.put("digest", digest);
    json.put("previousDigest", previousDigest);
    json.put("rotatedMillis", rotatedMillis);
    json.put("createdMillis", createdMillis);
    json.put("expiresAtMillis", expiresAtMillis);
    return json.toString();
  }

  static Session ofJson(String id, String text) {
    JsonNode json = JsonMapper.shared().readTree(text);
    return new Session(
        id,
        json.path("user").asString(""),
        json.path("digest").asString(""),
        json.path("previousDigest").asString(""),
        json.path("rotatedMillis").asLong(0),
        json.path("createdMillis").asLong(0),
        json.path("expiresAtMillis").asLong(0));
  }
}
