package io.vigie.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.metric.Labels;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateEvent;
import io.vigie.model.state.StateStore;
import io.vigie.model.time.TimeRange;
import io.vigie.testkit.EventLogContract;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.StateStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCatalogTest {
  @TempDir Path directory;
  private final FakeClock clock = new FakeClock();

  private Catalog open(InstantSource time) throws IOException {
    return Catalog.open(new CatalogAddress.Sqlite(directory.resolve("data/catalog.db")), time);
  }

  private static StateChange put(String key, long expiresAtMillis) {
    return new StateChange.Put(new StateEntry("k", key, "v", expiresAtMillis));
  }

  @Test
  void whatWasAcceptedIsThereAfterReopening() throws IOException {
    StateEvent event = new StateEvent(1, "a", Labels.of("job", "web"), "{}");
    try (Catalog catalog = open(clock)) {
      catalog.state().apply(List.of(put("a", StateEntry.NEVER)));
      catalog.events().append(List.of(event));
    }

    try (Catalog catalog = open(clock)) {
      assertThat(catalog.state().list("k")).extracting(StateEntry::key).containsExactly("a");
      assertThat(catalog.events().query("a", TimeRange.ALWAYS, List.of(), 9))
          .containsExactly(event);
    }
  }

  @Test
  void whatExpiredLeavesTheFileWithALaterChange() throws Exception {
    try (Catalog catalog = open(clock)) {
      catalog.state().apply(List.of(put("old", clock.millis() + 1)));
      clock.advance(Duration.ofHours(1));
      catalog.state().apply(List.of(put("new", StateEntry.NEVER)));
    }

    try (Connection file = file();
        ResultSet rows = file.createStatement().executeQuery("select entry_key from state_entry")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("new");
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void aNewCatalogHasTheVersionThatIsTakenForTheLatest() throws Exception {
    open(clock).close();

    try (Connection file = file();
        ResultSet rows =
            file.createStatement()
                .executeQuery(
                    "select version from schema_history order by installed_rank desc limit 1")) {
      assertThat(rows.getString(1)).isEqualTo(Migrations.LATEST.toString());
    }
  }

  @Test
  void aCatalogOfANewerVersionIsRefused() throws Exception {
    open(clock).close();
    try (Connection file = file()) {
      file.createStatement()
          .execute(
              "insert into schema_history"
                  + " select 999, '999', 'later', 'SQL', 'V999__later.sql', 1, 'x',"
                  + " current_timestamp, 1, 1");
    }

    assertThatThrownBy(() -> open(clock))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("catalog.db")
        .hasMessageContaining("version 999");
  }

  private Connection file() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("data/catalog.db"));
  }

  @Test
  void aFileThatIsNoDatabaseIsNamed() throws IOException {
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("data/catalog.db"), "not a database ".repeat(100));

    assertThatThrownBy(() -> open(clock))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("catalog.db")
        .hasMessageContaining("not a database");
  }

  @Nested
  class State extends StateStoreContract {
    private Catalog catalog;

    @Override
    protected StateStore open(InstantSource time) throws IOException {
      catalog = SqliteCatalogTest.this.open(time);
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
      catalog = SqliteCatalogTest.this.open(clock);
      return catalog.events();
    }

    @AfterEach
    void close() {
      catalog.close();
    }
  }
}
