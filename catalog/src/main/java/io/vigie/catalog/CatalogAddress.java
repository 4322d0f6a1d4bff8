package io.vigie.catalog;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/// Where the catalog is kept, and who may enter.
public sealed interface CatalogAddress {
  /// One file of this machine, made if it is absent.
  record Sqlite(Path file) implements CatalogAddress {
    public Sqlite {
      requireNonNull(file, "file is null");
    }
  }

  /// A database of a server that exists.
  ///
  /// @param jdbcUrl `jdbc:postgresql://host:port/database`
  /// @param password never shown
  record PostgreSql(String jdbcUrl, String user, String password) implements CatalogAddress {
    public PostgreSql {
      if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
        throw new IllegalArgumentException(
            "catalog address \""
                + jdbcUrl
                + "\" is not a PostgreSQL one: write jdbc:postgresql://host:port/database");
      }
      requireNonNull(user, "user is null");
      requireNonNull(password, "password is null");
    }

    @Override
    public String toString() {
      return jdbcUrl;
    }
  }
}
