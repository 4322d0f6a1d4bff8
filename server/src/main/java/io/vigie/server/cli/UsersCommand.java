package io.vigie.server.cli;

import io.vigie.catalog.Catalog;
import io.vigie.catalog.CatalogAddress;
import io.vigie.config.http.Secret;
import io.vigie.config.http.SecretSource;
import io.vigie.server.VigieOptions;
import io.vigie.server.security.AccountException;
import io.vigie.server.security.OfflineAccounts;
import io.vigie.tsdb.DirectoryLock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie users …`: the accounts in a data directory, for whoever cannot log in any more. Works
/// only while no server uses the directory: a server keeps the accounts in memory.
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
      @Parameters(
              paramLabel = "DIR",
              arity = "0..1",
              defaultValue = "data/",
              description = "Data directory; data/ by default.")
          Path directory) {
    return doing("list", directory, (accounts, out) -> accounts.all().forEach(out::println));
  }

  @Command(
      name = "reset-password",
      description = "Give a user another password and let them in again; sessions end.")
  int resetPassword(
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

  private static int doing(String what, Path directory, Deed deed) {
    Path file = directory.resolve(VigieOptions.CATALOG_FILE);
    try {
      if (!Files.exists(file)) {
        throw new IOException(
            "there are no accounts in " + directory + ": the file " + file + " is missing");
      }
      try (DirectoryLock _ = DirectoryLock.acquire(directory);
          Catalog catalog = Catalog.open(new CatalogAddress.Sqlite(file), Clock.systemUTC())) {
        deed.with(OfflineAccounts.open(catalog.state(), directory, Clock.systemUTC()), System.out);
        return 0;
      }
    } catch (IOException | AccountException e) {
      System.err.println("vigie users " + what + ": " + e.getMessage());
      return 1;
    }
  }
}
