package io.vigie.server.security;

import com.nimbusds.jwt.SignedJWT;
import io.vigie.config.http.Secret;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Who is logged in, kept in the catalog and in memory. A session gives short access tokens for a
/// refresh token, which is another one after each use: a stolen one that comes a second time ends
/// the session. Thread-safe.
public final class Sessions {
  private static final String KIND = "session";
  private static final int MAX_SESSIONS = 50_000;

  /// Two pages of one browser may ask at the same time.
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final StateStore state;
  private final InstantSource clock;
  private final AccessTokens accessTokens;
  private final Map<String, Session> byId = new HashMap<>();

  Sessions(StateStore state, InstantSource clock, AccessTokens accessTokens) {
    this.state = state;
    this.clock = clock;
    this.accessTokens = accessTokens;
  }

  /// Takes up the sessions that there are.
  synchronized void load() throws IOException {
    byId.clear();
    for (StateEntry entry : state.list(KIND)) {
      byId.put(entry.key(), Session.ofJson(entry.key(), entry.value()));
    }
  }

  /// What somebody gets who logs in.
  ///
  /// @param access a JWT for requests
  /// @param accessLifetime how long it is good for
  /// @param refresh for the next one
  /// @param refreshLifetime how long that is good for, if it is not used
  public record Granted(
      String user,
      Secret access,
      Duration accessLifetime,
      Secret refresh,
      Duration refreshLifetime) {}

  /// @throws IOException if it cannot be kept; nobody is logged in then
  synchronized Granted open(String user, SessionLifetimes lifetimes) throws IOException {
    long now = clock.millis();
    byId.values().removeIf(session -> session.expiresAtMillis() <= now);
    if (byId.size() >= MAX_SESSIONS) {
      throw new IOException("there are " + MAX_SESSIONS + " sessions already");
    }
    String secret = Tokens.newSecret();
    long until = now + lifetimes.refresh().toMillis();
    Session session = new Session(Tokens.newId(), user, Tokens.digest(secret), "", now, now, until);
    put(session);
    return granted(session, secret, lifetimes);
  }

  /// Gives the next tokens for a refresh token.
  ///
  /// @return empty if the token is not, or no longer, good
  synchronized Optional<Granted> refresh(Secret refresh, SessionLifetimes lifetimes)
      throws IOException {
    String[] parts = refresh.reveal().split("\\.", 2);
    long now = clock.millis();
    Session session = byId.get(parts[0]);
    if (session == null || parts.length != 2 || session.expiresAtMillis() <= now) {
      return Optional.empty();
    }
    String digest = Tokens.digest(parts[1]);
    boolean current = Tokens.isSame(digest, session.digest());
    boolean previous = Tokens.isSame(digest, session.previousDigest());
    if (previous && now - session.rotatedMillis() > GRACE.toMillis()) {
      close(session.id());
      return Optional.empty();
    }
    if (!current && !previous) {
      return Optional.empty();
    }
    String secret = Tokens.newSecret();
    Session next =
        session.rotated(Tokens.digest(secret), now, now + lifetimes.refresh().toMillis());
    put(next);
    return Optional.of(granted(next, secret, lifetimes));
  }

  private Granted granted(Session session, String secret, SessionLifetimes lifetimes) {
    return new Granted(
        session.user(),
        accessTokens.issue(session.user(), session.id(), lifetimes.access()),
        lifetimes.access(),
        Secret.of(session.id() + "." + secret),
        lifetimes.refresh());
  }

  /// What an access token of ours says, if it is good and its session still open.
  Optional<AccessTokens.Claims> check(SignedJWT token) throws ParseException {
    return accessTokens.check(token).filter(claims -> isOpen(claims.session(), claims.user()));
  }

  /// Whether an access token was ours, and its session or its own time is over.
  boolean isOver(SignedJWT token) throws ParseException {
    return accessTokens.isSigned(token) && check(token).isEmpty();
  }

  private synchronized boolean isOpen(String id, String user) {
    Session session = byId.get(id);
    return session != null
        && session.user().equals(user)
        && session.expiresAtMillis() > clock.millis();
  }

  /// Ends a session: its access tokens are good for nothing from now on.
  public synchronized void close(String id) throws IOException {
    closeAll(session -> session.id().equals(id));
  }

  /// Ends the session of a refresh token; nothing happens if it is none.
  public synchronized void closeByRefresh(Secret refresh) throws IOException {
    String[] parts = refresh.reveal().split("\\.", 2);
    Session session = byId.get(parts[0]);
    if (session != null
        && parts.length == 2
        && Tokens.isSame(Tokens.digest(parts[1]), session.digest())) {
      close(session.id());
    }
  }

  /// Ends all sessions of a user but one.
  ///
  /// @param except id of the session that stays; empty for none
  synchronized void closeAllOf(String user, String except) throws IOException {
    closeAll(session -> session.user().equals(user) && !session.id().equals(except));
  }

  private void closeAll(Predicate<Session> which) throws IOException {
    List<StateChange> changes = new ArrayList<>();
    for (Session session : byId.values()) {
      if (which.test(session)) {
        changes.add(new StateChange.Remove(KIND, session.id()));
      }
    }
    state.apply(changes);
    byId.values().removeIf(which);
  }

  private void put(Session session) throws IOException {
    state.apply(
        List.of(
            new StateChange.Put(
                new StateEntry(KIND, session.id(), session.toJson(), session.expiresAtMillis()))));
    byId.put(session.id(), session);
  }
}
