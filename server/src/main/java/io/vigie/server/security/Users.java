package io.vigie.server.security;

import io.vigie.config.http.Secret;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import io.vigie.server.security.AccountException.Reason;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The accounts, kept in the catalog and in memory. Thread-safe.
public final class Users {
  private static final String KIND = "user";
  static final int MAX_USERS = 10_000;

  /// Checked against for unknown users, so that they take as long as known ones to refuse.
  private static final String HASH_OF_NOBODY =
      "$argon2id$v=19$m=19456,t=2,p=1$GkzPVtN2l3E8nlTOgmGeIw$FdrCfp2UkwhHSgElXuZz3fQ7brR5KxUY6DLkdLu6i3g";

  private final StateStore state;
  private final InstantSource clock;
  private final Passwords passwords;
  private final Map<String, User> byName = new TreeMap<>();

  Users(StateStore state, InstantSource clock, Passwords passwords) {
    this.state = state;
    this.clock = clock;
    this.passwords = passwords;
  }

  /// Takes up the accounts that there are.
  synchronized void load() throws IOException {
    byName.clear();
    for (StateEntry entry : state.list(KIND)) {
      byName.put(entry.key(), User.ofJson(entry.key(), entry.value()));
    }
  }

  /// All, by name.
  public synchronized List<User> all() {
    return List.copyOf(byName.values());
  }

  public synchronized Optional<User> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /// The user with this name, if the password is right and the account not disabled. Takes as long
  /// whether there is such a user or not.
  Optional<User> check(String name, Secret password) {
    Optional<User> user = find(name);
    boolean right =
        passwords.isRight(password, user.map(User::passwordHash).orElse(HASH_OF_NOBODY));
    return right ? user.filter(each -> !each.disabled()) : Optional.empty();
  }

  /// Whether name and password were found right before.
  boolean isKnownRight(String name, Secret password) {
    return find(name)
        .map(user -> !user.disabled() && passwords.isKnownRight(password, user.passwordHash()))
        .orElse(false);
  }

  /// @throws AccountException if there is one already, or name or password cannot be
  /// @throws IOException if it cannot be kept; then there is no such user
  public User create(String name, Role role, Secret password) throws AccountException, IOException {
    return create(name, role, password, false);
  }

  User create(String name, Role role, Secret password, boolean initial)
      throws AccountException, IOException {
    check(name, password, Reason.INVALID);
    User user;
    try {
      user = new User(name, role, passwords.hash(password), false, initial, clock.millis());
    } catch (IllegalArgumentException e) {
      throw new AccountException(Reason.INVALID, String.valueOf(e.getMessage()));
    }
    synchronized (this) {
      if (byName.containsKey(name)) {
        throw new AccountException(Reason.CONFLICT, "there is a user \"" + name + "\" already");
      }
      if (byName.size() >= MAX_USERS) {
        throw new AccountException(Reason.CONFLICT, "there are " + MAX_USERS + " users already");
      }
      put(user);
    }
    return user;
  }

  private static void check(String name, Secret password, Reason reason) throws AccountException {
    Optional<String> problem = Passwords.problem(name, password);
    if (problem.isPresent()) {
      throw new AccountException(reason, problem.get());
    }
  }

  /// @throws AccountException if there is no such user, or it is the last admin
  /// @throws IOException if it cannot be kept; everything is as before then
  public synchronized User changeRole(String name, Role role) throws AccountException, IOException {
    User user = existing(name);
    if (role != Role.ADMIN) {
      refuseLastAdmin(user);
    }
    return put(user.withRole(role));
  }

  /// Lets a user in no more, or again.
  ///
  /// @throws AccountException if there is no such user, or it is the last admin
  /// @throws IOException if it cannot be kept; everything is as before then
  synchronized User changeDisabled(String name, boolean disabled)
      throws AccountException, IOException {
    User user = existing(name);
    if (disabled) {
      refuseLastAdmin(user);
    }
    return put(user.withDisabled(disabled));
  }

  /// @throws AccountException if there is no such user, or the password cannot be one
  /// @throws IOException if it cannot be kept; everything is as before then
  public User changePassword(String name, Secret password) throws AccountException, IOException {
    check(name, password, Reason.INVALID);
    String hash = passwords.hash(password);
    synchronized (this) {
      return put(existing(name).withPassword(hash));
    }
  }

  /// @throws AccountException if there is no such user, or it is the last admin
  /// @throws IOException if it cannot be kept; everything is as before then
  public synchronized User remove(String name) throws AccountException, IOException {
    User user = existing(name);
    refuseLastAdmin(user);
    state.apply(List.of(new StateChange.Remove(KIND, name)));
    byName.remove(name);
    return user;
  }

  private User existing(String name) throws AccountException {
    return find(name)
        .orElseThrow(
            () -> new AccountException(Reason.ABSENT, "there is no user \"" + name + "\""));
  }

  private void refuseLastAdmin(User user) throws AccountException {
    boolean another =
        byName.values().stream()
            .anyMatch(each -> each.isEnabledAdmin() && !each.name().equals(user.name()));
    if (user.isEnabledAdmin() && !another) {
      throw new AccountException(
          Reason.CONFLICT,
          "\"" + user.name() + "\" is the last admin: make somebody else admin first");
    }
  }

  private User put(User user) throws IOException {
    state.apply(
        List.of(
            new StateChange.Put(
                new StateEntry(KIND, user.name(), user.toJson(), StateEntry.NEVER))));
    byName.put(user.name(), user);
    return user;
  }
}
