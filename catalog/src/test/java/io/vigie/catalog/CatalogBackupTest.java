package io.vigie.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.metric.Labels;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateEvent;
import io.vigie.model.time.TimeRange;
import io.vigie.testkit.FakeClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogBackupTest {
  private static final StateEntry SILENCE =
      new StateEntry("silence", "a\"b", "{\"zażółć\": \"\\n\"}", StateEntry.NEVER);
  private static final StateEvent FIRED =
      new StateEvent(5, "alert.fired", Labels.of("job", "web"), "");

  @TempDir Path folder;
  private final FakeClock clock = new FakeClock();

  private CatalogAddress file(String name) {
    return new CatalogAddress.Sqlite(folder.resolve(name));
  }

  private Catalog open(CatalogAddress address) throws IOException {
    return Catalog.open(address, clock);
  }

  static void fill(Catalog catalog) throws IOException {
    catalog.state().apply(List.of(new StateChange.Put(SILENCE)));
    List<StateEvent> events = new ArrayList<>();
    for (int i = 0; i < 1200; i++) {
      events.add(new StateEvent(i, "check.failed", Labels.EMPTY, "n" + i));
    }
    events.add(FIRED);
    catalog.events().append(events);
  }

  static void assertFilled(Catalog catalog) throws IOException {
    assertThat(catalog.state().list("silence")).containsExactly(SILENCE);
    assertThat(catalog.events().query("alert", TimeRange.ALWAYS, List.of(), 9))
        .containsExactly(FIRED);
    assertThat(catalog.events().query("check", TimeRange.ALWAYS, List.of(), 5000)).hasSize(1200);
  }

  static byte[] backup(Catalog catalog) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(catalog.backup(out)).isEqualTo(new BackupContents(1, 1201));
    return out.toByteArray();
  }

  @Test
  void whatIsBackedUpIsPutInThePlaceOfEverythingElse() throws IOException {
    byte[] backup;
    try (Catalog catalog = open(file("a.db"))) {
      fill(catalog);
      backup = backup(catalog);
    }
    try (Catalog catalog = open(file("b.db"))) {
      catalog
          .state()
          .apply(
              List.of(new StateChange.Put(new StateEntry("silence", "c", "", StateEntry.NEVER))));

      assertThat(catalog.restore(new ByteArrayInputStream(backup)))
          .isEqualTo(new BackupContents(1, 1201));
      assertFilled(catalog);
    }
  }

  @Test
  void othersGoOnWritingWhileItIsWrittenAndAreNotInIt() throws Exception {
    try (Catalog catalog = open(file("a.db"))) {
      fill(catalog);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      OutputStream interrupted =
          new OutputStream() {
            private boolean written;

            @Override
            public void write(int b) {
              bytes.write(b);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
              bytes.write(from, offset, length);
              if (!written && length > 10) { // some of the rows, not only gzip's header
                written = true;
                catalog.events().append(List.of(FIRED));
              }
            }
          };

      assertThat(catalog.backup(interrupted)).isEqualTo(new BackupContents(1, 1201));
      assertThat(catalog.events().query("alert", TimeRange.ALWAYS, List.of(), 9)).hasSize(2);
    }
  }

  @Test
  void halfABackupChangesNothing() throws IOException {
    try (Catalog catalog = open(file("a.db"))) {
      fill(catalog);
      byte[] whole = backup(catalog);
      List<byte[]> broken =
          List.of(
              Arrays.copyOf(whole, whole.length / 2),
              new byte[0],
              "plain text".getBytes(StandardCharsets.UTF_8),
              zipped("[\"something else\"]"),
              zipped("[\"vigie-catalog-1\"]\n[\"event\",1,\"a\",\"{}\",\"\"]"),
              zipped("[\"vigie-catalog-1\"]\n[\"users\",1]\n[\"end\",0,1]"),
              zipped("[\"vigie-catalog-1\"]\n[\"event\",1]\n[\"end\",0,1]"));
      for (byte[] each : broken) {
        assertThatThrownBy(() -> catalog.restore(new ByteArrayInputStream(each)))
            .isInstanceOf(IOException.class);
      }
      assertFilled(catalog);
    }
  }

  @Test
  void whatIsNoBackupIsCalledSo() throws IOException {
    try (Catalog catalog = open(file("a.db"))) {
      for (byte[] each :
          List.of("plain text".getBytes(StandardCharsets.UTF_8), zipped("hello"), zipped(""))) {
        assertThatThrownBy(() -> catalog.restore(new ByteArrayInputStream(each)))
            .hasMessageContaining("nothing that `vigie catalog backup` wrote");
      }
    }
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  /// Whoever adds a table adds it to the backup.
  @Test
  void everyTableIsInIt() throws Exception {
    open(file("a.db")).close();
    Set<String> tables = new TreeSet<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("a.db"));
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery("select name from sqlite_master where type = 'table'")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    tables.removeAll(Set.of("schema_history", "sqlite_sequence"));
    assertThat(tables)
        .containsExactlyInAnyOrderElementsOf(
            CatalogBackup.TABLES.stream().map(CatalogBackup.Table::name).toList());
  }
}
