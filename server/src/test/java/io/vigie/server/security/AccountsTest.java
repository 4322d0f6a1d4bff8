package io.vigie.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.config.http.Secret;
import io.vigie.model.telemetry.Meters;
import io.vigie.server.security.Authentication.Login;
import io.vigie.server.security.Authentication.Outcome;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryStateStore;
import io.vigie.testkit.RecordingMeters;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private static final Secret PASSWORD = Secret.of("correct horse");
  private static final String HERE = "192.0.2.1";

  private final FakeClock clock = new FakeClock();
  private final InMemoryStateStore state = new InMemoryStateStore(clock);
  private final Passwords passwords = new Passwords();
  private Accounts accounts;
  private Authentication authentication;

  @BeforeEach
  void open() throws Exception {
    accounts = Accounts.open(state, clock, passwords);
    authentication = new Authentication(Map.of(), passwords, clock, Meters.NONE);
    authentication.demandAccounts(accounts, SecurityConfig.DEFAULT);
    accounts.users().create("root", Role.ADMIN, PASSWORD);
    accounts.users().create("ann", Role.EDITOR, PASSWORD);
  }

  private Outcome show(Credential credential) {
    return authentication.check(credential, HERE);
  }

  private Optional<Principal> bearer(Secret token) {
    return show(new Credential.Bearer(token)) instanceof Outcome.Known(Principal principal)
        ? Optional.of(principal)
        : Optional.empty();
  }

  private Sessions.Granted logIn(String user) throws IOException {
    return ((Login.In) authentication.logIn(user, PASSWORD, HERE)).granted();
  }

  private ApiTokens.Created token(String owner, Permission... scopes) throws Exception {
    return accounts.tokens().create("ci", owner, Set.of(scopes), Optional.empty());
  }

  @Test
  void aPasswordIsKeptAsAnArgon2idHashThatNobodySees() throws Exception {
    User ann = accounts.users().find("ann").orElseThrow();
    assertThat(ann.passwordHash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(ann.toString()).isEqualTo("ann (editor)");
    assertThat(state.list("user").toString()).doesNotContain(PASSWORD.reveal());
  }

  @Test
  void aCookieThatIsOverIsNoFailedAttemptAndOneThatIsForgedIs() throws Exception {
    RecordingMeters meters = new RecordingMeters();
    Authentication counted = new Authentication(Map.of(), passwords, clock, meters);
    counted.demandAccounts(accounts, SecurityConfig.DEFAULT);
    Secret token = logIn("ann").access();
    Credential cookie = new Credential.Cookie(token);
    assertThat(counted.check(cookie, HERE)).isInstanceOf(Outcome.Known.class);
    clock.advance(Duration.ofDays(1));
    assertThat(counted.check(cookie, HERE)).isInstanceOf(Outcome.Refused.class);
    assertThat(failures(meters)).isEmpty();
    String forged = token.reveal().substring(0, token.reveal().length() - 4) + "AAAA";
    assertThat(counted.check(new Credential.Cookie(Secret.of(forged)), HERE))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(failures(meters)).containsExactly(1.0);
  }

  private static List<Double> failures(RecordingMeters meters) {
    return meters.observed("authentication_attempts_total", "failed", "token");
  }

  @Test
  void rightNameAndPasswordAreWhoTheyAreAndNobodyElseIs() {
    assertThat(show(new Credential.NameAndPassword("ann", PASSWORD)))
        .isInstanceOfSatisfying(
            Outcome.Known.class,
            known ->
                assertThat(known.principal().permissions()).isEqualTo(Role.EDITOR.permissions()));
    assertThat(show(new Credential.NameAndPassword("ann", Secret.of("wrong horse!"))))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(show(new Credential.NameAndPassword("nobody", PASSWORD)))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void guessingIsStoppedAlsoForTheRightPasswordButNotForWhoWasInBefore() {
    Credential right = new Credential.NameAndPassword("ann", PASSWORD);
    Credential wrong = new Credential.NameAndPassword("ann", Secret.of("wrong horse!"));
    for (int i = 0; i < 5; i++) {
      assertThat(show(wrong)).isInstanceOf(Outcome.Refused.class);
    }
    assertThat(show(wrong)).isInstanceOf(Outcome.Later.class);
    assertThat(show(right)).isInstanceOf(Outcome.Later.class);
    clock.advance(Duration.ofSeconds(1));
    assertThat(show(right)).isInstanceOf(Outcome.Known.class);
    for (int i = 0; i < 9; i++) {
      show(wrong);
    }
    assertThat(show(right)).isInstanceOf(Outcome.Known.class);
  }

  @Test
  void accountsSurviveARestartAndSoDoesWhoIsLoggedIn() throws Exception {
    Sessions.Granted granted = logIn("ann");
    ApiTokens.Created token = token("ann", Permission.READ);
    authentication.demandAccounts(Accounts.open(state, clock, passwords), SecurityConfig.DEFAULT);
    assertThat(bearer(granted.access())).map(Principal::name).contains("ann");
    assertThat(bearer(token.text())).map(Principal::name).contains("ann");
  }

  @Test
  void anAccessTokenIsGoodForAShortTimeAndTheRefreshTokenGivesTheNext() throws Exception {
    Sessions.Granted first = logIn("ann");
    clock.advance(Duration.ofMinutes(15));
    assertThat(bearer(first.access())).isEmpty();
    Sessions.Granted second = authentication.refresh(first.refresh()).orElseThrow();
    assertThat(bearer(second.access())).isPresent();
    clock.advance(Duration.ofDays(7));
    assertThat(authentication.refresh(second.refresh())).isEmpty();
  }

  @Test
  void aRefreshTokenThatComesTwiceWasStolenAndEndsTheSession() throws Exception {
    Sessions.Granted first = logIn("ann");
    Sessions.Granted second = authentication.refresh(first.refresh()).orElseThrow();
    clock.advance(Duration.ofSeconds(31));
    assertThat(authentication.refresh(first.refresh())).isEmpty();
    assertThat(bearer(second.access())).isEmpty();
    assertThat(authentication.refresh(second.refresh())).isEmpty();
  }

  @Test
  void twoPagesThatRefreshAtOnceBothStayIn() throws Exception {
    Sessions.Granted first = logIn("ann");
    assertThat(authentication.refresh(first.refresh())).isPresent();
    assertThat(authentication.refresh(first.refresh())).isPresent();
  }

  @Test
  void whoLogsOutIsOutAtOnce() throws Exception {
    Sessions.Granted granted = logIn("ann");
    accounts.sessions().closeByRefresh(Secret.of("x." + granted.refresh().reveal()));
    assertThat(bearer(granted.access())).isPresent();
    accounts.sessions().closeByRefresh(granted.refresh());
    assertThat(bearer(granted.access())).isEmpty();
    assertThat(authentication.refresh(granted.refresh())).isEmpty();
  }

  @Test
  void anotherPasswordEndsTheOtherSessions() throws Exception {
    Sessions.Granted elsewhere = logIn("ann");
    Sessions.Granted here = logIn("ann");
    String session = bearer(here.access()).orElseThrow().session().orElseThrow();
    accounts.changePassword("ann", Secret.of("battery staple"), session);
    assertThat(bearer(elsewhere.access())).isEmpty();
    assertThat(bearer(here.access())).isPresent();
    assertThat(show(new Credential.NameAndPassword("ann", PASSWORD)))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void whoIsRemovedIsOutWithEverythingTheyHad() throws Exception {
    Sessions.Granted granted = logIn("ann");
    ApiTokens.Created token = token("ann", Permission.READ);
    accounts.remove("ann");
    assertThat(bearer(granted.access())).isEmpty();
    assertThat(bearer(token.text())).isEmpty();
    assertThat(show(new Credential.NameAndPassword("ann", PASSWORD)))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void whoIsDisabledIsOutUntilLetInAgain() throws Exception {
    Sessions.Granted granted = logIn("ann");
    ApiTokens.Created token = token("ann", Permission.READ);
    accounts.changeDisabled("ann", true);
    assertThat(bearer(granted.access())).isEmpty();
    assertThat(bearer(token.text())).isEmpty();
    assertThat(show(new Credential.NameAndPassword("ann", PASSWORD)))
        .isInstanceOf(Outcome.Refused.class);
    Accounts afterARestart = Accounts.open(state, clock, passwords);
    assertThat(afterARestart.users().find("ann").orElseThrow().disabled()).isTrue();
    clock.advance(Duration.ofMinutes(1));
    accounts.changeDisabled("ann", false);
    assertThat(show(new Credential.NameAndPassword("ann", PASSWORD)))
        .isInstanceOf(Outcome.Known.class);
    assertThat(bearer(token.text())).isPresent();
    assertThat(bearer(granted.access())).isEmpty();
  }

  @Test
  void anAdminWhoIsDisabledDoesNotCountAsTheOther() throws Exception {
    accounts.users().changeRole("ann", Role.ADMIN);
    accounts.changeDisabled("ann", true);
    assertThatThrownBy(() -> accounts.changeDisabled("root", true))
        .hasMessageContaining("last admin");
    accounts.remove("ann");
    assertThatThrownBy(() -> accounts.remove("root")).hasMessageContaining("last admin");
  }

  @Test
  void theLastAdminStays() throws Exception {
    assertThatThrownBy(() -> accounts.remove("root")).hasMessageContaining("last admin");
    assertThatThrownBy(() -> accounts.users().changeRole("root", Role.VIEWER))
        .hasMessageContaining("last admin");
    accounts.users().changeRole("ann", Role.ADMIN);
    accounts.remove("root");
    assertThat(accounts.users().all()).extracting(User::name).containsExactly("ann");
  }

  @Test
  void whatCannotBeAUserIsRefused() {
    assertThatThrownBy(() -> accounts.users().create("bob", Role.VIEWER, Secret.of("short")))
        .hasMessageContaining("at least 10");
    assertThatThrownBy(
            () -> accounts.users().create("bobbobbobbob", Role.VIEWER, Secret.of("BobBobBobBob")))
        .hasMessageContaining("name of the user");
    assertThatThrownBy(() -> accounts.users().create("a b", Role.VIEWER, PASSWORD))
        .hasMessageContaining("letters, digits");
    assertThatThrownBy(() -> accounts.users().create("ann", Role.VIEWER, PASSWORD))
        .hasMessageContaining("already");
  }

  @Test
  void aUserThatCannotBeKeptIsNone() throws Exception {
    state.failWith(new IOException("disk full"));
    assertThatThrownBy(() -> accounts.users().create("bob", Role.VIEWER, PASSWORD))
        .isInstanceOf(IOException.class);
    state.heal();
    assertThat(accounts.users().find("bob")).isEmpty();
  }

  @Test
  void aTokenIsGoodForItsScopesAndNeverForMoreThanItsOwner() throws Exception {
    ApiTokens.Created token = token("ann", Permission.READ, Permission.EDIT, Permission.ADMIN);
    assertThat(token.text().reveal()).startsWith("vigie_" + token.token().id() + "_");
    assertThat(bearer(token.text()).orElseThrow().permissions())
        .containsExactlyInAnyOrder(Permission.READ, Permission.EDIT);
    accounts.users().changeRole("ann", Role.VIEWER);
    assertThat(bearer(token.text()).orElseThrow().permissions()).containsExactly(Permission.READ);
    assertThat(state.list("api_token").toString())
        .doesNotContain(token.text().reveal().substring(20));
  }

  @Test
  void aTokenThatIsExpiredRevokedOrAlteredIsNone() throws Exception {
    ApiTokens tokens = accounts.tokens();
    ApiTokens.Created brief =
        tokens.create("ci", "ann", Set.of(Permission.READ), Optional.of(Duration.ofHours(1)));
    assertThat(bearer(brief.text())).isPresent();
    clock.advance(Duration.ofHours(1));
    assertThat(bearer(brief.text())).isEmpty();

    ApiTokens.Created token = token("ann", Permission.READ);
    assertThat(bearer(Secret.of(token.text().reveal() + "x"))).isEmpty();
    assertThat(bearer(Secret.of("vigie_" + token.token().id()))).isEmpty();
    assertThat(bearer(Secret.of("vigie_"))).isEmpty();
    tokens.revoke(token.token().id());
    assertThat(bearer(token.text())).isEmpty();
  }

  @Test
  void whenATokenWasLastUsedIsKnownToTheMinute() throws Exception {
    ApiTokens.Created token = token("ann", Permission.READ);
    String id = token.token().id();
    assertThat(accounts.tokens().find(id).orElseThrow().lastUsedMillis()).isZero();
    bearer(token.text());
    long first = clock.millis();
    assertThat(accounts.tokens().find(id).orElseThrow().lastUsedMillis()).isEqualTo(first);
    clock.advance(Duration.ofSeconds(59));
    bearer(token.text());
    assertThat(accounts.tokens().find(id).orElseThrow().lastUsedMillis()).isEqualTo(first);
    clock.advance(Duration.ofSeconds(1));
    bearer(token.text());
    assertThat(accounts.tokens().find(id).orElseThrow().lastUsedMillis()).isEqualTo(clock.millis());
  }

  @Test
  void aTokenSignedWithAnotherKeyOrNotAtAllIsNone() throws Exception {
    Secret ours = logIn("ann").access();
    AccessTokens others = AccessTokens.open(new InMemoryStateStore(clock), clock);
    String session = bearer(ours).orElseThrow().session().orElseThrow();
    assertThat(bearer(others.issue("ann", session, Duration.ofMinutes(1)))).isEmpty();
    String[] parts = ours.reveal().split("\\.");
    String none = "eyJhbGciOiJub25lIn0"; // {"alg":"none"}
    assertThat(bearer(Secret.of(none + "." + parts[1] + "."))).isEmpty();
    assertThat(bearer(Secret.of("rubbish"))).isEmpty();
  }
}
