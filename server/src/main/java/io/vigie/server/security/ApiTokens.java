package io.vigie.server.security;

import io.vigie.config.http.Secret;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import io.vigie.server.security.AccountException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The API tokens, kept in the catalog and in memory. A token reads `vigie_ID_SECRET`. Thread-safe.
public final class ApiTokens {
  private static final Logger LOG = LoggerFactory.getLogger(ApiTokens.class);
  private static final String KIND = "api_token";
  static final String PREFIX = "vigie_";
  private static final int MAX_TOKENS = 10_000;
  private static final int MAX_NAME = 100;

  /// A token may be used a thousand times a second, and each change of the catalog is a write to
  /// disk: the last use is kept this exactly.
  private static final Duration USE_PRECISION = Duration.ofMinutes(1);

  private final StateStore state;
  private final InstantSource clock;
  private final Map<String, ApiToken> byId = new TreeMap<>();

  ApiTokens(StateStore state, InstantSource clock) {
    this.state = state;
    this.clock = clock;
  }

  /// Takes up the tokens that there are.
  synchronized void load() throws IOException {
    byId.clear();
    for (StateEntry entry : state.list(KIND)) {
      byId.put(entry.key(), ApiToken.ofJson(entry.key(), entry.value()));
    }
  }

  /// What was made: the only time that the secret is seen.
  public record Created(ApiToken token, Secret text) {}

  /// All, by id.
  public synchronized List<ApiToken> all() {
    return List.copyOf(byId.values());
  }

  public synchronized Optional<ApiToken> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// @param lifetime how long it is good for; empty for ever
  /// @throws AccountException if it cannot be
  /// @throws IOException if it cannot be kept; then there is no such token
  public synchronized Created create(
      String name, String owner, Set<Permission> scopes, Optional<Duration> lifetime)
      throws AccountException, IOException {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new AccountException(
          Reason.INVALID,
          "a token needs a name of up to " + MAX_NAME + " characters: what it is for");
    }
    if (scopes.isEmpty()) {
      throw new AccountException(
          Reason.INVALID, "a token needs scopes: some of read, ingest, edit, admin");
    }
    if (byId.size() >= MAX_TOKENS) {
      throw new AccountException(Reason.CONFLICT, "there are " + MAX_TOKENS + " tokens already");
    }
    long now = clock.millis();
    String id = Tokens.newId();
    String secret = Tokens.newSecret();
    ApiToken token =
        new ApiToken(
            id,
            name,
            owner,
            scopes,
            Tokens.digest(secret),
            now,
            lifetime.map(time -> now + time.toMillis()).orElse(ApiToken.NEVER),
            0);
    put(token);
    return new Created(token, Secret.of(PREFIX + id + "_" + secret));
  }

  /// @throws AccountException if there is no such token
  /// @throws IOException if it cannot be forgotten; it is good as before then
  public synchronized ApiToken revoke(String id) throws AccountException, IOException {
    ApiToken token = byId.get(id);
    if (token == null) {
      throw new AccountException(Reason.ABSENT, "there is no token \"" + id + "\"");
    }
    state.apply(List.of(new StateChange.Remove(KIND, id)));
    byId.remove(id);
    return token;
  }

  /// Revokes whatever a user has made.
  synchronized void revokeAllOf(String owner) throws IOException {
    List<ApiToken> theirs =
        byId.values().stream().filter(token -> token.owner().equals(owner)).toList();
    state.apply(
        theirs.stream()
            .<StateChange>map(token -> new StateChange.Remove(KIND, token.id()))
            .toList());
    theirs.forEach(token -> byId.remove(token.id()));
  }

  /// The token that a text is, if it is one that is good now.
  Optional<ApiToken> check(Secret text) {
    String[] parts = text.reveal().substring(PREFIX.length()).split("_", 2);
    long now = clock.millis();
    Optional<ApiToken> found =
        find(parts[0])
            .filter(token ->
                parts.length == 2
                    && Tokens.isSame(Tokens.digest(parts[1]), token.digest())
                    && !token.isExpired(now));
    found.ifPresent(token -> noteUse(token.id(), now));
    return found;
  }

  private synchronized void noteUse(String id, long nowMillis) {
    ApiToken token = byId.get(id);
    if (token == null || nowMillis - token.lastUsedMillis() < USE_PRECISION.toMillis()) {
      return;
    }
    try {
      put(token.usedAt(nowMillis));
    } catch (IOException e) {
      LOG.warn("the last use of token {} could not be kept: {}", token, e.getMessage());
    }
  }

  private void put(ApiToken token) throws IOException {
    state.apply(
        List.of(
            new StateChange.Put(
                new StateEntry(KIND, token.id(), token.toJson(), StateEntry.NEVER))));
    byId.put(token.id(), token);
  }
}
