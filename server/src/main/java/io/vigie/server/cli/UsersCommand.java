package io.vigie.server.cli;

import io.vigie.catalog.Catalog;
import io.vigie.catalog.CatalogAddress;
import io.vigie.config.http.Secret;
import io.vigie.config.http.SecretSource;
import io.vigie.server.security.AccountException;
import io.vigie.server.security.OfflineAccounts;
import io.vigie.server.security.User;
import io.vigie.tsdb.DirectoryLock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie users …`: the accounts of a data directory, or of the database that the configuration
/// names, for whoever cannot log in any more. A server keeps the accounts in memory: none may use
/// the directory meanwhile, and those that use the database have to be restarted.
@Command(name = "users", description = "Look after the accounts of a data directory.")
final class UsersCommand implements Callable<Integer> {
  static CommandLine commandLine() {
    return new CommandLine(new UsersCommand());
  }

  @Override
  public Integer call() {
    throw new UsageException("users: what? There are: list, reset-password");
  }

  /// What to do with the accounts.
  @FunctionalInterface
  private interface Deed {
    void with(OfflineAccounts accounts, PrintStream out) throws IOException, AccountException;
  }

  @Command(name = "list", description = "List the accounts and what each is.")
  int list(
      @Option(
              names = "--config.file",
              paramLabel = "FILE",
              description = "The server's configuration, which may name a database.")
          @Nullable Path config,
      @Parameters(
              paramLabel = "DIR",
              arity = "0..1",
              defaultValue = "data/",
              description = "Data directory; data/ by default.")
          Path directory) {
    return doing("list", config, directory, (accounts, out) -> print(accounts.all(), out));
  }

  private static void print(List<User> users, PrintStream out) {
    if (users.isEmpty()) {
      out.println("there are no accounts: a server makes the first when it asks for credentials");
    }
    users.forEach(out::println);
  }

  @Command(
      name = "reset-password",
      description = "Give a user another password and let them in again; sessions end.")
  int resetPassword(
      @Option(
              names = "--config.file",
              paramLabel = "FILE",
              description = "The server's configuration, which may name a database.")
          @Nullable Path config,
      @Parameters(paramLabel = "NAME", description = "Of the user.") String name,
      @Parameters(
              paramLabel = "DIR",
              arity = "0..1",
              defaultValue = "data/",
              description = "Data directory; data/ by default.")
          Path directory,
      @Option(
              names = "--password-file",
              paramLabel = "FILE",
              description = "Take the password from there; without it, one is made up and printed.")
          @Nullable Path passwordFile) {
    return doing(
        "reset-password",
        config,
        directory,
        (accounts, out) -> {
          Optional<Secret> given =
              passwordFile == null
                  ? Optional.empty()
                  : Optional.of(new SecretSource.InFile(passwordFile).read());
          Secret password = accounts.resetPassword(name, given);
          out.println(
              given.isPresent()
                  ? "the password of " + name + " is the one in " + passwordFile
                  : "the password of " + name + " is " + password.reveal());
        });
  }

  private static int doing(String what, @Nullable Path config, Path directory, Deed deed) {
    try {
      switch (CatalogCommand.address(config, directory)) {
        case CatalogAddress.Sqlite sqlite -> inFile(sqlite, directory, deed);
        case CatalogAddress.PostgreSql database -> inCatalog(database, directory, deed);
      }
      return 0;
    } catch (IOException | AccountException e) {
      System.err.println("vigie users " + what + ": " + e.getMessage());
      return 1;
    }
  }

  private static void inFile(CatalogAddress.Sqlite address, Path directory, Deed deed)
      throws IOException, AccountException {
    if (!Files.exists(address.file())) {
      throw new IOException(
          "there are no accounts in "
              + directory
              + ": the file "
              + address.file()
              + " is missing; where the catalog is a database, give --config.file");
    }
    try (DirectoryLock _ = DirectoryLock.acquire(directory)) {
      inCatalog(address, directory, deed);
    }
  }

  /// Nobody can tell here whether a server uses a database.
  private static void inCatalog(CatalogAddress address, Path directory, Deed deed)
      throws IOException, AccountException {
    try (Catalog catalog = Catalog.open(address, Clock.systemUTC())) {
      deed.with(OfflineAccounts.open(catalog.state(), directory, Clock.systemUTC()), System.out);
    }
  }
}
