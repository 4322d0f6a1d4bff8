package io.vigie.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/// Pools of connections, set up so that a commit is durable.
final class Connections {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Connections() {}

  static HikariDataSource open(CatalogAddress address) throws IOException {
    HikariConfig config =
        switch (address) {
          case CatalogAddress.Sqlite sqlite -> toFile(sqlite);
          case CatalogAddress.PostgreSql server -> toServer(server);
        };
    config.setPoolName("catalog");
    config.setConnectionTimeout(PATIENCE.toMillis());
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw new IOException("catalog " + address + " cannot be opened: " + rootOf(e), e);
    }
  }

  /// A write transaction takes SQLite's one write lock when it begins (`IMMEDIATE`): one that read
  /// first and then found itself overtaken would have to start again.
  private static HikariConfig toFile(CatalogAddress.Sqlite sqlite) throws IOException {
    Files.createDirectories(sqlite.file().toAbsolutePath().getParent());
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + sqlite.file());
    config.setMaximumPoolSize(4);
    config.addDataSourceProperty("journal_mode", "WAL");
    config.addDataSourceProperty("synchronous", "FULL");
    config.addDataSourceProperty("busy_timeout", PATIENCE.toMillis());
    config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
    return config;
  }

  private static HikariConfig toServer(CatalogAddress.PostgreSql server) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(server.jdbcUrl());
    config.setUsername(server.user());
    config.setPassword(server.password());
    config.setMaximumPoolSize(8);
    return config;
  }

  private static String rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
