package io.vigie.server.security;

import com.nimbusds.jwt.SignedJWT;
import io.vigie.config.http.Secret;
import io.vigie.model.telemetry.Meters;
import io.vigie.server.security.Principal.Means;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says who somebody is. Thread-safe.
public final class Authentication {
  /// Who is asked for credentials.
  public enum Demand {
    /// Nobody: whoever reaches the server is trusted.
    NONE,
    /// Everybody at every door, as Prometheus does with users in its web configuration.
    FILE_USERS,
    /// Everybody where it matters; pages and probes are open, so that one can log in.
    ACCOUNTS
  }

  /// What came of looking at a credential.
  public sealed interface Outcome {
    record Known(Principal principal) implements Outcome {}

    record Refused() implements Outcome {}

    /// Too many wrong ones came before.
    record Later(Duration delay) implements Outcome {}
  }

  /// What came of an attempt to log in.
  public sealed interface Login {
    record In(Sessions.Granted granted) implements Login {}

    record Wrong() implements Login {}

    /// Too many wrong ones came before.
    record Later(Duration delay) implements Login {}
  }

  private volatile Map<String, String> fileUsers;
  private final Passwords passwords;
  private final LoginThrottle throttle;
  private final SecurityMeters meters;
  private volatile @Nullable Accounts accounts;
  private volatile Demand demand;
  private volatile SessionLifetimes lifetimes = SessionLifetimes.DEFAULT;
  private volatile List<ForeignTokens> issuers = List.of();

  /// @param fileUsers bcrypt hashes of passwords by user; these users may do everything
  Authentication(
      Map<String, String> fileUsers, Passwords passwords, InstantSource clock, Meters meters) {
    this.fileUsers = Map.copyOf(fileUsers);
    this.passwords = passwords;
    this.throttle = new LoginThrottle(clock);
    this.meters = new SecurityMeters(meters);
    this.demand = fileUsers.isEmpty() ? Demand.NONE : Demand.FILE_USERS;
  }

  /// Without accounts: nobody is asked, or only the users of the web configuration come in.
  public static Authentication ofFile(Map<String, String> fileUsers) {
    return new Authentication(fileUsers, new Passwords(), InstantSource.system(), Meters.NONE);
  }

  /// Lets in these users of the web configuration from now on, and those before no more. Whether
  /// there are any does not change.
  ///
  /// @param hashes bcrypt hashes of passwords by user
  public void changeFileUsers(Map<String, String> hashes) {
    fileUsers = Map.copyOf(hashes);
  }

  void demandNoAccounts() {
    demand = fileUsers.isEmpty() ? Demand.NONE : Demand.FILE_USERS;
  }

  void demandAccounts(Accounts known, SecurityConfig config) {
    accounts = known;
    lifetimes = config.lifetimes();
    issuers = config.issuers().stream().map(ForeignTokens::new).toList();
    demand = Demand.ACCOUNTS;
  }

  public Demand demand() {
    return demand;
  }

  /// Who shows a credential.
  ///
  /// @param address where it comes from
  public Outcome check(Credential credential, String address) {
    return switch (credential) {
      case Credential.NameAndPassword(String user, Secret password) ->
          checkPassword(user, password, address);
      case Credential.Bearer(Secret token) -> checkToken(token);
      case Credential.Cookie(Secret token) -> checkCookie(token);
    };
  }

  private Outcome checkPassword(String user, Secret password, String address) {
    boolean remembered = isKnownRight(user, password);
    Duration wait = remembered ? Duration.ZERO : throttle.wait(address, user);
    if (wait.isPositive()) {
      meters.throttled();
      return new Outcome.Later(wait);
    }
    Optional<Role> role = roleIfRight(user, password);
    if (role.isEmpty()) {
      throttle.failed(address, user);
      meters.failed("password");
      return new Outcome.Refused();
    }
    if (!remembered) {
      throttle.succeeded(address, user);
      meters.succeeded("password");
    }
    return new Outcome.Known(
        new Principal(user, Means.PASSWORD, role.get().permissions(), Optional.empty()));
  }

  private boolean isKnownRight(String user, Secret password) {
    String hash = fileUsers.get(user);
    Accounts known = accounts;
    return hash != null
        ? passwords.isKnownRight(password, hash)
        : known != null && known.users().isKnownRight(user, password);
  }

  private Optional<Role> roleIfRight(String user, Secret password) {
    String hash = fileUsers.get(user);
    Accounts known = accounts;
    if (known == null || hash != null) {
      boolean right = passwords.isRight(password, hash == null ? anyHash() : hash) && hash != null;
      return right ? Optional.of(Role.ADMIN) : Optional.empty();
    }
    return known.users().check(user, password).map(User::role);
  }

  /// A user who is not there takes as long to refuse as those who are.
  private String anyHash() {
    return fileUsers.values().stream().findFirst().orElse("");
  }

  private Outcome checkToken(Secret token) {
    Optional<Principal> principal =
        token.reveal().startsWith(ApiTokens.PREFIX) ? ofApiToken(token) : ofJwt(token);
    if (principal.isEmpty()) {
      meters.failed("token");
    }
    return principal.<Outcome>map(Outcome.Known::new).orElseGet(Outcome.Refused::new);
  }

  /// One of ours that is over was not tried by anybody: browsers send it until they are told not
  /// to.
  private Outcome checkCookie(Secret token) {
    return isOver(token) ? new Outcome.Refused() : checkToken(token);
  }

  private boolean isOver(Secret token) {
    Accounts known = accounts;
    try {
      return known != null && known.sessions().isOver(SignedJWT.parse(token.reveal()));
    } catch (ParseException e) {
      return false;
    }
  }

  /// A token is never good for more than its owner.
  private Optional<Principal> ofApiToken(Secret text) {
    Accounts known = accounts;
    if (known == null) {
      return Optional.empty();
    }
    return known
        .tokens()
        .check(text)
        .flatMap(token ->
            roleOf(known, token.owner())
                .map(role -> {
                  Set<Permission> permissions = EnumSet.copyOf(token.scopes());
                  permissions.retainAll(role.permissions());
                  return new Principal(
                      token.owner(), Means.API_TOKEN, permissions, Optional.empty());
                }));
  }

  private Optional<Principal> ofJwt(Secret text) {
    try {
      SignedJWT jwt = SignedJWT.parse(text.reveal());
      if (AccessTokens.isOurs(jwt)) {
        return ofSession(jwt);
      }
      String issuer = ForeignTokens.issuerOf(jwt);
      return issuers.stream()
          .filter(each -> each.issuer().equals(issuer))
          .findFirst()
          .flatMap(each -> each.check(jwt));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private Optional<Principal> ofSession(SignedJWT jwt) throws ParseException {
    Accounts known = accounts;
    if (known == null) {
      return Optional.empty();
    }
    return known
        .sessions()
        .check(jwt)
        .flatMap(claims ->
            roleOf(known, claims.user())
                .map(role ->
                    new Principal(
                        claims.user(),
                        Means.SESSION,
                        role.permissions(),
                        Optional.of(claims.session()))));
  }

  private Optional<Role> roleOf(Accounts known, String user) {
    return fileUsers.containsKey(user)
        ? Optional.of(Role.ADMIN)
        : known.users().find(user).filter(each -> !each.disabled()).map(User::role);
  }

  /// Logs somebody in.
  ///
  /// @throws IOException if the session cannot be kept
  public Login logIn(String user, Secret password, String address) throws IOException {
    Accounts known = accounts;
    if (known == null) {
      return new Login.Wrong();
    }
    return switch (checkPassword(user, password, address)) {
      case Outcome.Known _ -> new Login.In(known.sessions().open(user, lifetimes));
      case Outcome.Refused _ -> new Login.Wrong();
      case Outcome.Later(Duration wait) -> new Login.Later(wait);
    };
  }

  /// The next tokens of somebody who is logged in.
  ///
  /// @throws IOException if the session cannot be kept
  public Optional<Sessions.Granted> refresh(Secret refresh) throws IOException {
    Accounts known = accounts;
    Optional<Sessions.Granted> next =
        known == null ? Optional.empty() : known.sessions().refresh(refresh, lifetimes);
    if (next.isPresent()) {
      meters.succeeded("refresh_token");
    } else {
      meters.failed("refresh_token");
    }
    return next;
  }

  /// Counts somebody who may not do what was asked for.
  public void forbidden() {
    meters.forbidden();
  }
}
