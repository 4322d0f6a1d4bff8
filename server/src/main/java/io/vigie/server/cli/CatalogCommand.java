package io.vigie.server.cli;

import io.vigie.catalog.BackupContents;
import io.vigie.catalog.Catalog;
import io.vigie.catalog.CatalogAddress;
import io.vigie.server.config.CatalogConfig;
import io.vigie.server.config.ConfigLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie catalog …`: backup and restore of everything that is not a sample.
@Command(
    name = "catalog",
    description = "Back up or restore everything that is not a sample, also while a server runs.")
final class CatalogCommand implements Callable<Integer> {
  private CatalogCommand() {}

  static CommandLine commandLine() {
    return new CommandLine(new CatalogCommand());
  }

  @Override
  public Integer call() {
    throw new UsageException("catalog: what? There are: backup, restore");
  }

  @Command(
      name = "backup",
      description = "Write all of it, as it is at one moment, to a new file. It holds secrets.")
  int backup(
      @Option(
              names = "--config.file",
              paramLabel = "FILE",
              description = "The server's configuration, which may name a database.")
          @Nullable Path config,
      @Option(
              names = "--storage.tsdb.path",
              paramLabel = "DIR",
              defaultValue = "data/",
              description = "The server's data directory.")
          Path folder,
      @Parameters(paramLabel = "FILE", description = "What to write.") Path file)
      throws IOException {
    CatalogAddress address = existing(address(config, folder));
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    BackupContents contents;
    try (Catalog catalog = Catalog.open(address, InstantSource.system());
        OutputStream out = ownFile(unfinished)) {
      contents = catalog.backup(out);
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    System.out.println(
        "%s: %d entries and %d events of catalog %s"
            .formatted(file, contents.entries(), contents.events(), words(address)));
    return 0;
  }

  /// Nobody else may read it: hashes of passwords and keys of tokens are in it.
  private static OutputStream ownFile(Path file) throws IOException {
    Files.deleteIfExists(file);
    if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    return Files.newOutputStream(file);
  }

  @Command(
      name = "restore",
      description =
          "Put a backup in the place of everything there is. Restart a running server afterwards.")
  int restore(
      @Option(
              names = "--config.file",
              paramLabel = "FILE",
              description = "The server's configuration, which may name a database.")
          @Nullable Path config,
      @Option(
              names = "--storage.tsdb.path",
              paramLabel = "DIR",
              defaultValue = "data/",
              description = "The server's data directory.")
          Path folder,
      @Option(names = "--yes", description = "Yes, replace what is there.") boolean sure,
      @Parameters(paramLabel = "FILE", description = "What catalog backup has written.") Path file)
      throws IOException {
    CatalogAddress address = address(config, folder);
    if (!sure) {
      throw new UsageException(
          "catalog restore: this replaces everything in catalog "
              + words(address)
              + ": say --yes if that is meant");
    }
    try (InputStream in = Files.newInputStream(file);
        Catalog catalog = Catalog.open(address, InstantSource.system())) {
      BackupContents contents = catalog.restore(in);
      System.out.println(
          "catalog %s: %d entries and %d events of %s; restart the server if one is running"
              .formatted(words(address), contents.entries(), contents.events(), file));
      return 0;
    }
  }

  /// Where the catalog of a server is.
  ///
  /// @param config its configuration; null without one
  /// @param folder its data directory
  static CatalogAddress address(@Nullable Path config, Path folder) throws IOException {
    Optional<CatalogConfig> catalog =
        config == null ? Optional.empty() : ConfigLoader.ofProcess(false).load(config).catalog();
    return catalog.isPresent()
        ? catalog.get().address()
        : new CatalogAddress.Sqlite(folder.resolve("catalog.db"));
  }

  private static CatalogAddress existing(CatalogAddress address) throws IOException {
    if (address instanceof CatalogAddress.Sqlite(Path path) && !Files.exists(path)) {
      throw new IOException(
          "there is no catalog " + path + ": name the data directory with --storage.tsdb.path");
    }
    return address;
  }

  private static String words(CatalogAddress address) {
    return address instanceof CatalogAddress.Sqlite(Path path)
        ? path.toString()
        : address.toString();
  }
}
