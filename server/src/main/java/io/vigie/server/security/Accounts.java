package io.vigie.server.security;

import io.vigie.config.http.Secret;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.time.InstantSource;

/// Everybody and everything that has a credential of this server.
public record Accounts(Users users, ApiTokens tokens, Sessions sessions) {
  /// Takes up what the catalog knows.
  static Accounts open(StateStore state, InstantSource clock, Passwords passwords)
      throws IOException {
    Users users = new Users(state, clock, passwords);
    users.load();
    ApiTokens tokens = new ApiTokens(state, clock);
    tokens.load();
    Sessions sessions = new Sessions(state, clock, AccessTokens.open(state, clock));
    sessions.load();
    return new Accounts(users, tokens, sessions);
  }

  /// Gives a user another password; whoever was logged in with the one before is not any more.
  ///
  /// @param session id of the session that stays; empty for none
  /// @throws AccountException if there is no such user, or the password cannot be one
  /// @throws IOException if it cannot be kept
  public User changePassword(String name, Secret password, String session)
      throws AccountException, IOException {
    User user = users.changePassword(name, password);
    sessions.closeAllOf(name, session);
    return user;
  }

  /// Lets a user in no more, with nothing that they have, or again. Tokens stay, and are good for
  /// nothing as long as their owner is not let in.
  ///
  /// @throws AccountException if there is no such user, or it is the last admin
  /// @throws IOException if it cannot be kept
  public User changeDisabled(String name, boolean disabled) throws AccountException, IOException {
    User user = users.changeDisabled(name, disabled);
    if (disabled) {
      sessions.closeAllOf(name, "");
    }
    return user;
  }

  /// Removes a user and whatever that user could come in with.
  ///
  /// @throws AccountException if there is no such user, or it is the last admin
  /// @throws IOException if not everything could be removed; the user is gone if the sessions are
  public User remove(String name) throws AccountException, IOException {
    User user = users.remove(name);
    sessions.closeAllOf(name, "");
    tokens.revokeAllOf(name);
    return user;
  }
}
