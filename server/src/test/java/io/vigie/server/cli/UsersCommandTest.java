package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.catalog.Catalog;
import io.vigie.catalog.CatalogAddress;
import io.vigie.config.http.Secret;
import io.vigie.model.telemetry.Meters;
import io.vigie.server.security.Authentication.Login;
import io.vigie.server.security.Role;
import io.vigie.server.security.Security;
import io.vigie.server.security.SecurityConfig;
import io.vigie.tsdb.DirectoryLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
@Isolated("what others print would be taken for the command's")
class UsersCommandTest {
  private static final Secret FORGOTTEN = Secret.of("nobody knows it");

  @TempDir Path data;

  /// What a server does with the accounts.
  @FunctionalInterface
  private interface Use {
    void of(Security security) throws Exception;
  }

  private void serve(Use use) throws Exception {
    try (Catalog catalog =
        Catalog.open(new CatalogAddress.Sqlite(data.resolve("catalog.db")), Clock.systemUTC())) {
      Security security =
          new Security(
              catalog.state(),
              catalog.events(),
              data,
              Map.of(),
              false,
              Clock.systemUTC(),
              Meters.NONE);
      security.prepare(Optional.of(SecurityConfig.DEFAULT));
      security.apply(Optional.of(SecurityConfig.DEFAULT));
      use.of(security);
    }
  }

  @BeforeEach
  void haveAccounts() throws Exception {
    serve(security -> {
      security.accounts().users().create("ann", Role.EDITOR, FORGOTTEN);
      security.accounts().changeDisabled("ann", true);
    });
  }

  private void canLogIn(String user, String password) throws Exception {
    serve(security ->
        assertThat(security.authentication().logIn(user, Secret.of(password), "192.0.2.1"))
            .isInstanceOf(Login.In.class));
  }

  @Test
  void whoForgotTheirPasswordGetsAnotherAndIsLetInAgain() throws Exception {
    CommandOutcome outcome = CommandOutcome.of("users", "reset-password", "ann", data.toString());
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.out()).matches("the password of ann is \\S{24}\\n");
    canLogIn("ann", outcome.out().strip().replaceAll(".* ", ""));
  }

  @Test
  void aPasswordFromAFileIsNotPrintedAndTheFirstOneIsForgotten() throws Exception {
    assertThat(data.resolve("initial-admin-password")).exists();
    Path file = Files.writeString(data.resolve("password"), "correct horse\n");
    CommandOutcome outcome =
        CommandOutcome.of(
            "users", "reset-password", "admin", data.toString(), "--password-file=" + file);
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.out()).contains(file.toString()).doesNotContain("horse");
    assertThat(data.resolve("initial-admin-password")).doesNotExist();
    canLogIn("admin", "correct horse");
  }

  @Test
  void accountsAreListed() {
    assertThat(CommandOutcome.of("users", "list", data.toString()).out())
        .isEqualTo("admin (admin)\nann (editor, disabled)\n");
  }

  @Test
  void thatThereAreNoAccountsIsSaid() throws Exception {
    Path empty = data.resolve("empty");
    Catalog.open(new CatalogAddress.Sqlite(empty.resolve("catalog.db")), Clock.systemUTC()).close();
    assertThat(CommandOutcome.of("users", "list", empty.toString()).out())
        .startsWith("there are no accounts");
  }

  @Test
  void whatCannotBeIsExplained() throws Exception {
    assertThat(CommandOutcome.of("users", "reset-password", "bob", data.toString()).errors())
        .isEqualTo("vigie users reset-password: there is no user \"bob\"; there are: admin, ann\n");
    assertThat(CommandOutcome.of("users", "list", data.resolve("x").toString()).errors())
        .contains("catalog.db is missing", "--config.file");
    try (DirectoryLock _ = DirectoryLock.acquire(data)) {
      CommandOutcome outcome = CommandOutcome.of("users", "list", data.toString());
      assertThat(outcome.errors()).contains("is in use by process");
      assertThat(outcome.exitCode()).isEqualTo(1);
    }
  }
}
