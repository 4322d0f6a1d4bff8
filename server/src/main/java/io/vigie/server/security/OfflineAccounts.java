package io.vigie.server.security;

import io.vigie.config.http.Secret;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The accounts of a server that does not run.
public final class OfflineAccounts {
  private final Accounts accounts;
  private final Path folder;

  private OfflineAccounts(Accounts accounts, Path folder) {
    this.accounts = accounts;
    this.folder = folder;
  }

  /// @param folder the data directory, where the first admin's password may lie
  /// @throws IOException if the accounts cannot be read
  public static OfflineAccounts open(StateStore state, Path folder, InstantSource clock)
      throws IOException {
    return new OfflineAccounts(Accounts.open(state, clock, new Passwords()), folder);
  }

  /// All, by name.
  public List<User> all() {
    return accounts.users().all();
  }

  /// Gives a user another password, and lets them in if they were not. Their sessions end.
  ///
  /// @param given made up if empty
  /// @return the password
  /// @throws AccountException if there is no such user, or the password cannot be one
  /// @throws IOException if it cannot be kept
  public Secret resetPassword(String name, Optional<Secret> given)
      throws AccountException, IOException {
    if (accounts.users().find(name).isEmpty()) {
      String names = all().stream().map(User::name).collect(Collectors.joining(", "));
      throw new AccountException(
          AccountException.Reason.ABSENT,
          "there is no user \"" + name + "\"; there are: " + (names.isEmpty() ? "none" : names));
    }
    Secret password = given.orElseGet(InitialPassword::newPassword);
    User user = accounts.changePassword(name, password, "");
    if (user.disabled()) {
      user = accounts.changeDisabled(name, false);
    }
    new InitialPassword(folder).forgetOf(user);
    return password;
  }
}
