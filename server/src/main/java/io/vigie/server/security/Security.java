package io.vigie.server.security;

import io.vigie.config.http.Secret;
import io.vigie.config.http.SecretSource;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateStore;
import io.vigie.model.telemetry.Meters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who may come in, as the configuration says it and others can reach the server. Thread-safe.
public final class Security {
  private static final Logger LOG = LoggerFactory.getLogger(Security.class);

  private final StateStore state;
  private final InstantSource clock;
  private final InitialPassword initialPassword;
  private final boolean reachable;
  private final Passwords passwords = new Passwords();
  private final Authentication authentication;
  private final AuditLog audit;
  private @Nullable Accounts accounts;

  /// @param folder where the first admin's password is left
  /// @param fileUsers bcrypt hashes of passwords by user, of the web configuration
  /// @param reachable whether others than this machine's users reach a listener, and nobody else
  ///   asks them who they are
  public Security(
      StateStore state,
      EventLog events,
      Path folder,
      Map<String, String> fileUsers,
      boolean reachable,
      InstantSource clock,
      Meters meters) {
    this.state = state;
    this.clock = clock;
    this.initialPassword = new InitialPassword(folder);
    this.reachable = reachable;
    this.authentication = new Authentication(fileUsers, passwords, clock, meters);
    this.audit = new AuditLog(events, clock);
  }

  public Authentication authentication() {
    return authentication;
  }

  public AuditLog audit() {
    return audit;
  }

  /// The accounts. Reading them waits until somebody needs them: a server that asks nobody starts
  /// without.
  ///
  /// @throws IOException if they cannot be read
  public synchronized Accounts accounts() throws IOException {
    Accounts known = accounts;
    if (known == null) {
      known = Accounts.open(state, clock, passwords);
      accounts = known;
    }
    return known;
  }

  /// Makes ready what a configuration needs, before anything else changes.
  ///
  /// @param config the section of the configuration, if it has one
  /// @throws IOException if the accounts cannot be read, or the first one not be made
  public synchronized void prepare(Optional<SecurityConfig> config) throws IOException {
    if (demandsAccounts(config) && accounts().users().all().isEmpty()) {
      createFirstAdmin(accounts(), config.orElse(SecurityConfig.DEFAULT));
    }
  }

  private boolean demandsAccounts(Optional<SecurityConfig> config) {
    return config.isPresent() || reachable;
  }

  /// Asks whom the configuration wants asked, from now on; [#prepare] comes first.
  public synchronized void apply(Optional<SecurityConfig> config) {
    SecurityConfig inForce = config.orElse(SecurityConfig.DEFAULT);
    audit.keepFor(inForce.auditRetention());
    Accounts known = accounts;
    if (demandsAccounts(config) && known != null) {
      authentication.demandAccounts(known, inForce);
    } else {
      authentication.demandNoAccounts();
    }
  }

  private void createFirstAdmin(Accounts known, SecurityConfig config) throws IOException {
    Optional<Path> given = config.adminPasswordFile();
    Secret password =
        given.isPresent()
            ? new SecretSource.InFile(given.get()).read()
            : InitialPassword.newPassword();
    if (given.isEmpty()) {
      initialPassword.leave(password);
    }
    try {
      known.users().create(InitialPassword.ADMIN, Role.ADMIN, password, given.isEmpty());
    } catch (AccountException e) {
      throw new IOException("the user \"admin\" cannot be made: " + e.getMessage(), e);
    }
    if (given.isEmpty()) {
      LOG.warn(
          "credentials are demanded: log in as \"{}\" with the password in {}, then change it",
          InitialPassword.ADMIN,
          initialPassword.file());
    }
  }

  /// Forgets the password that the server made up, once it is not the admin's any more.
  public void passwordChanged(User user) throws IOException {
    initialPassword.forgetOf(user);
  }
}
