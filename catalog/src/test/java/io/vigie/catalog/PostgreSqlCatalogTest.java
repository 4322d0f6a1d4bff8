package io.vigie.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateStore;
import io.vigie.testkit.EventLogContract;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.StateStoreContract;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contracts on a real PostgreSQL.
class PostgreSqlCatalogTest {
  private static EmbeddedPostgres server;
  private static int databases;

  @BeforeAll
  static void startServer() throws IOException {
    server = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  private static synchronized Catalog openEmpty(InstantSource clock) throws IOException {
    String name = "catalog" + databases++;
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IOException(e);
    }
    return Catalog.open(address(name, "postgres"), clock);
  }

  private static CatalogAddress address(String database, String user) {
    return new CatalogAddress.PostgreSql(
        "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database, user, "hunter2");
  }

  @Test
  void aDatabaseThatIsNotThereIsNamedAndThePasswordIsNot() {
    assertThatThrownBy(() -> Catalog.open(address("absent", "postgres"), new FakeClock()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("database \"absent\" does not exist")
        .hasMessageNotContaining("hunter2");
    assertThat(address("x", "postgres").toString()).doesNotContain("hunter2");
  }

  @Test
  void aBackupMovesFromAFileToAServerAndBack(@TempDir Path folder) throws IOException {
    FakeClock clock = new FakeClock();
    try (Catalog here = Catalog.open(new CatalogAddress.Sqlite(folder.resolve("a.db")), clock);
        Catalog there = openEmpty(clock);
        Catalog back = Catalog.open(new CatalogAddress.Sqlite(folder.resolve("b.db")), clock)) {
      CatalogBackupTest.fill(here);
      there.restore(new ByteArrayInputStream(CatalogBackupTest.backup(here)));
      CatalogBackupTest.assertFilled(there);
      back.restore(new ByteArrayInputStream(CatalogBackupTest.backup(there)));
      CatalogBackupTest.assertFilled(back);
    }
  }

  @Nested
  class State extends StateStoreContract {
    private Catalog catalog;

    @Override
    protected StateStore open(InstantSource clock) throws IOException {
      catalog = openEmpty(clock);
      return catalog.state();
    }

    @AfterEach
    void close() {
      catalog.close();
    }
  }

  @Nested
  class Events extends EventLogContract {
    private Catalog catalog;

    @Override
    protected EventLog open() throws IOException {
      catalog = openEmpty(new FakeClock());
      return catalog.events();
    }

    @AfterEach
    void close() {
      catalog.close();
    }
  }
}
