package io.vigie.catalog;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/// Brings the tables of a catalog up to date.
final class Migrations {
  /// The version of the last file in `migrations`. Where the tables say that they have it, Flyway
  /// is not asked: starting it takes longer than starting everything else.
  static final MigrationVersion LATEST = MigrationVersion.fromVersion("1");

  private static final String HISTORY = "schema_history";

  private Migrations() {}

  /// @throws IOException if the tables cannot be changed, or are those of a newer version
  static void apply(CatalogAddress address, DataSource database) throws IOException {
    Optional<MigrationVersion> present = versionOf(database);
    if (present.isPresent() && present.get().isNewerThan(LATEST)) {
      throw new IOException(
          "catalog %s: its tables are of version %s, and this Vigie knows them up to %s: start the version that wrote it, or a later one"
              .formatted(address, present.get(), LATEST));
    }
    if (present.isEmpty() || !present.get().equals(LATEST)) {
      migrate(address, database);
    }
  }

  /// The newest step taken, or empty if there is none, or it cannot be told.
  private static Optional<MigrationVersion> versionOf(DataSource database) {
    try (Connection connection = database.getConnection();
        PreparedStatement newest =
            connection.prepareStatement(
                "select version, success from "
                    + HISTORY
                    + " order by installed_rank desc limit 1");
        ResultSet row = newest.executeQuery()) {
      return row.next() && row.getBoolean("success")
          ? Optional.of(MigrationVersion.fromVersion(row.getString("version")))
          : Optional.empty();
    } catch (SQLException e) {
      return Optional.empty(); // no such table as a rule; Flyway says what else it is
    }
  }

  private static void migrate(CatalogAddress address, DataSource database) throws IOException {
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(database)
          .locations("classpath:io/vigie/catalog/migrations")
          .table(HISTORY)
          .placeholders(dialectOf(address))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new IOException(
          "catalog " + address + ": its tables cannot be brought up to date: " + e.getMessage(), e);
    }
  }

  /// What databases write differently. Text is compared byte by byte everywhere.
  private static Map<String, String> dialectOf(CatalogAddress address) {
    return switch (address) {
      case CatalogAddress.Sqlite _ ->
          Map.of("identity", "integer primary key autoincrement", "text", "text");
      case CatalogAddress.PostgreSql _ ->
          Map.of(
              "identity",
              "bigint generated always as identity primary key",
              "text",
              "text collate \"C\"");
    };
  }
}
