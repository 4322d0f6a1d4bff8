package io.vigie.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/// Pools of connections, set up so that a commit is durable.
final class Connections {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// Somebody waits for an answer; that there is none now is one.
  private static final Duration SERVER_PATIENCE = Duration.ofSeconds(3);

  /// No statement of the catalog takes nearly as long.
  private static final Duration SOCKET_PATIENCE = Duration.ofSeconds(20);

  /// A database may be set up to acknowledge what a crash can still take away; one that is set up
  /// to do more than this is left so.
  private static final String DURABLE =
      "select set_config('synchronous_commit', 'on', false)"
          + " where current_setting('synchronous_commit') = 'off'";

  private Connections() {}

  static HikariDataSource open(CatalogAddress address) throws IOException {
    HikariConfig config =
        switch (address) {
          case CatalogAddress.Sqlite sqlite -> toFile(sqlite);
          case CatalogAddress.PostgreSql server -> toServer(server);
        };
    config.setPoolName("catalog");
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      String remedy =
          switch (address) {
            case CatalogAddress.Sqlite _ -> "";
            case CatalogAddress.PostgreSql _ ->
                "; start the database, then this server again, or mend vigie.catalog";
          };
      throw new IOException("catalog " + address + " cannot be opened: " + rootOf(e) + remedy, e);
    }
  }

  /// A write transaction takes SQLite's one write lock when it begins (`IMMEDIATE`): one that read
  /// first and then found itself overtaken would have to start again.
  private static HikariConfig toFile(CatalogAddress.Sqlite sqlite) throws IOException {
    Files.createDirectories(sqlite.file().toAbsolutePath().getParent());
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + sqlite.file());
    config.setMaximumPoolSize(4);
    config.setConnectionTimeout(PATIENCE.toMillis());
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
    config.setConnectionTimeout(SERVER_PATIENCE.toMillis());
    // A server that is gone must not be waited for: another connection is tried then.
    config.addDataSourceProperty("connectTimeout", PATIENCE.toSeconds());
    config.addDataSourceProperty("socketTimeout", SOCKET_PATIENCE.toSeconds());
    config.addDataSourceProperty("tcpKeepAlive", true);
    config.addDataSourceProperty("ApplicationName", "vigie");
    config.setConnectionInitSql(DURABLE);
    // Outside of a transaction its driver reads all rows before it shows the first.
    config.setAutoCommit(false);
    // Or what sets a connection up would be undone with its first transaction.
    config.setIsolateInternalQueries(true);
    return config;
  }

  /// A connection that sees the catalog as it is at its first statement, and takes no lock that
  /// anybody who writes would wait for.
  static Connection snapshot(CatalogAddress address) throws SQLException {
    Connection connection =
        switch (address) {
          case CatalogAddress.Sqlite sqlite ->
              DriverManager.getConnection("jdbc:sqlite:" + sqlite.file());
          case CatalogAddress.PostgreSql server ->
              DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        };
    connection.setAutoCommit(false);
    if (address instanceof CatalogAddress.PostgreSql) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }
    return connection;
  }

  private static String rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
