package io.vigie.server.dashboard;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vigie.server.dashboard.DashboardEntry.Origin;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardsTest {
  @TempDir Path folder;
  private final FakeClock clock = new FakeClock();
  private final Dashboards dashboards = new Dashboards(new InMemoryStateStore(clock), clock, clock);

  @BeforeEach
  void watchTheFolder() {
    dashboards.use(List.of(new DashboardFolder(folder, "Databases", false)));
  }

  private static String board(String uid, String title) {
    return "{\"uid\": \"%s\", \"title\": \"%s\", \"tags\": [\"a\"], \"panels\": []}"
        .formatted(uid, title);
  }

  private List<String> titlesOf(Origin origin) throws IOException {
    return dashboards.list().entries().stream()
        .filter(entry -> entry.origin() == origin)
        .map(DashboardEntry::title)
        .toList();
  }

  private void later() {
    clock.advance(FolderDashboards.LOOK_EVERY);
  }

  @Test
  void thoseOfTheServerAreThereFromTheStartAndCanBeRead() throws Exception {
    List<DashboardEntry> ready =
        dashboards.list().entries().stream()
            .filter(entry -> entry.origin() == Origin.BUILT_IN)
            .toList();
    assertThat(ready.stream().collect(groupingBy(DashboardEntry::folder, counting())))
        .isEqualTo(
            Map.of(
                "Vigie",
                5L,
                "Metrics Service",
                4L,
                "Digitallz",
                3L,
                "Event Planner",
                1L,
                "Veza",
                1L));
    for (DashboardEntry entry : ready) {
      assertThat(dashboards.get(entry.uid()).orElseThrow().document().title())
          .isEqualTo(entry.title());
    }
  }

  @Test
  void aFileThatComesChangesAndGoesShowsAtTheNextLook() throws Exception {
    assertThat(titlesOf(Origin.FILE)).isEmpty();
    Path file = Files.writeString(folder.resolve("a.json"), board("a", "One"));
    later();
    assertThat(titlesOf(Origin.FILE)).containsExactly("One");
    Files.writeString(file, board("a", "Another"));
    later();
    assertThat(titlesOf(Origin.FILE)).containsExactly("Another");
    Files.delete(file);
    later();
    assertThat(titlesOf(Origin.FILE)).isEmpty();
  }

  @Test
  void filesOfFoldersBelowAreFoundAndTheWrapperOfGrafanaIsTakenOff() throws Exception {
    Files.createDirectory(folder.resolve("below"));
    Files.writeString(
        folder.resolve("below/b.json"), "{\"dashboard\": " + board("b", "Wrapped") + "}");
    later();
    assertThat(titlesOf(Origin.FILE)).containsExactly("Wrapped");
    assertThat(dashboards.get("b").orElseThrow().entry().folder()).isEqualTo("Databases");
  }

  @Test
  void aFileWithoutAUidKeepsTheSameAddress() throws Exception {
    Files.writeString(folder.resolve("hand.json"), "{\"title\": \"By hand\", \"panels\": []}");
    later();
    String uid = uidOf("By hand");
    Files.writeString(folder.resolve("hand.json"), "{\"title\": \"By hands\", \"panels\": []}");
    later();
    assertThat(uidOf("By hands")).isEqualTo(uid);
  }

  private String uidOf(String title) throws IOException {
    return dashboards.list().entries().stream()
        .filter(entry -> entry.title().equals(title))
        .findFirst()
        .orElseThrow()
        .uid();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\":          | not JSON at line 1",
        "[1]                  | expected a JSON object",
        "{\"title\": \"x\"}   | neither panels nor rows",
        "{\"apiVersion\": \"dashboard.grafana.app/v2\", \"spec\": {}} | classic format",
      })
  void aFileThatIsNoDashboardIsToldBesideTheOthers(String content, String reason)
      throws IOException {
    Files.writeString(folder.resolve("bad.json"), content);
    Files.writeString(folder.resolve("good.json"), board("good", "Good"));
    later();
    assertThat(titlesOf(Origin.FILE)).containsExactly("Good");
    assertThat(dashboards.list().problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.place()).endsWith("bad.json");
          assertThat(problem.reason()).contains(reason);
        });
  }

  @Test
  void twoFilesWithTheSameUidAreToldAndTheFirstOneShows() throws Exception {
    Files.writeString(folder.resolve("1.json"), board("same", "First"));
    Files.writeString(folder.resolve("2.json"), board("same", "Second"));
    later();
    assertThat(titlesOf(Origin.FILE)).containsExactly("First");
    assertThat(dashboards.list().problems())
        .singleElement()
        .matches(problem -> problem.reason().contains("has the uid same of"));
  }

  @Test
  void aFolderThatIsNotThereIsToldAndStopsNothing() throws Exception {
    dashboards.use(List.of(new DashboardFolder(folder.resolve("nowhere"), "", false)));
    assertThat(dashboards.list().problems()).hasSize(1);
    assertThat(titlesOf(Origin.BUILT_IN)).isNotEmpty();
  }

  @Test
  void whatIsImportedCanBeReadReplacedAndForgotten() throws Exception {
    dashboards.put(DashboardDocument.parse(board("x", "Mine")), DashboardSave.into("Team", false));
    assertThat(dashboards.get("x").orElseThrow().entry())
        .isEqualTo(
            new DashboardEntry(
                "x", "Mine", List.of("a"), "Team", Origin.IMPORTED, Optional.empty(), true));
    assertThatThrownBy(() ->
            dashboards.put(
                DashboardDocument.parse(board("x", "Other")), DashboardSave.into("Team", false)))
        .isInstanceOf(DashboardException.class)
        .hasMessageContaining("\"Mine\": set overwrite");
    dashboards.put(DashboardDocument.parse(board("x", "Other")), DashboardSave.into("Team", true));
    assertThat(titlesOf(Origin.IMPORTED)).containsExactly("Other");
    assertThat(dashboards.remove("x")).isTrue();
    assertThat(dashboards.remove("x")).isFalse();
    assertThat(dashboards.get("x")).isEmpty();
  }

  @Test
  void anImportDoesNotHideBehindAFile() throws Exception {
    Files.writeString(folder.resolve("a.json"), board("a", "Of a file"));
    later();
    assertThatThrownBy(() ->
            dashboards.put(
                DashboardDocument.parse(board("a", "Mine")), DashboardSave.into("", true)))
        .isInstanceOf(DashboardException.class)
        .hasMessageContaining("belongs to the file")
        .hasMessageContaining("a.json");
  }

  @Test
  void oneOfTheServerIsReplacedByAnImportUntilThatIsForgotten() throws Exception {
    dashboards.put(
        DashboardDocument.parse(board("vigie-host", "Our hosts")), DashboardSave.into("", false));
    assertThat(dashboards.get("vigie-host").orElseThrow().entry().title()).isEqualTo("Our hosts");
    dashboards.remove("vigie-host");
    assertThat(dashboards.get("vigie-host").orElseThrow().entry().title()).isEqualTo("Host");
  }

  private DashboardEntry save(String uid, String title, String base, String message)
      throws Exception {
    return dashboards.put(
        DashboardDocument.parse(board(uid, title)),
        new DashboardSave("Team", true, Optional.of(base), "ada", message));
  }

  private String versionOf(String uid) throws Exception {
    return dashboards.get(uid).orElseThrow().document().version();
  }

  @Test
  void whatASecondPersonSavedMeanwhileIsNotOverwritten() throws Exception {
    save("x", "One", "", "");
    String base = versionOf("x");
    save("x", "Two", base, "the first to save");
    assertThatThrownBy(() -> save("x", "Three", base, "too late"))
        .isInstanceOf(DashboardConflictException.class)
        .hasMessageContaining("read it again");
    assertThat(dashboards.get("x").orElseThrow().entry().title()).isEqualTo("Two");
    save("x", "Three", versionOf("x"), "joined");
    assertThat(dashboards.get("x").orElseThrow().entry().title()).isEqualTo("Three");
  }

  @Test
  void eachSaveIsKeptWithWhoWhenAndWhy() throws Exception {
    save("x", "One", "", "made");
    clock.advance(Duration.ofMinutes(1));
    save("x", "Two", versionOf("x"), "renamed");
    save("x", "Two", versionOf("x"), "the same again is no version");
    assertThat(dashboards.versions("x"))
        .extracting(DashboardVersion::number, DashboardVersion::savedBy, DashboardVersion::message)
        .containsExactly(tuple(2, "ada", "renamed"), tuple(1, "ada", "made"));
    assertThat(dashboards.versions("x").getFirst().savedAt()).isEqualTo(clock.instant());
    assertThat(dashboards.version("x", 1).orElseThrow().title()).isEqualTo("One");
    assertThat(dashboards.version("x", 9)).isEmpty();
    dashboards.remove("x");
    assertThat(dashboards.versions("x")).isEmpty();
    assertThat(dashboards.version("x", 1)).isEmpty();
  }

  @Test
  void whatCameWithTheServerIsTheFirstVersionOfWhatReplacesIt() throws Exception {
    save("vigie-host", "Our hosts", versionOf("vigie-host"), "with our names");
    assertThat(dashboards.version("vigie-host", 1).orElseThrow().title()).isEqualTo("Host");
    assertThat(dashboards.versions("vigie-host").getFirst().message()).isEqualTo("with our names");
  }

  @Test
  void theOldestVersionsGoWhenThereAreTooMany() throws Exception {
    for (int i = 0; i < DashboardHistory.MAX_VERSIONS + 5; i++) {
      save("x", "Title " + i, "", "");
    }
    List<DashboardVersion> versions = dashboards.versions("x");
    assertThat(versions).hasSize(DashboardHistory.MAX_VERSIONS);
    assertThat(versions.getLast().number()).isEqualTo(6);
    assertThat(dashboards.version("x", 5)).isEmpty();
    assertThat(dashboards.version("x", 6)).isPresent();
  }

  @Test
  void aFileIsWrittenOnlyWhereItsFolderAllowsIt() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("a.json"), "{\"dashboard\": " + board("a", "Of a file") + ", \"x\": 1}");
    later();
    assertThatThrownBy(() -> save("a", "Mine", versionOf("a"), ""))
        .isInstanceOf(DashboardException.class)
        .hasMessageContaining("editable: true");
    dashboards.use(List.of(new DashboardFolder(folder, "Databases", true)));
    DashboardEntry saved = save("a", "Mine", versionOf("a"), "renamed");
    assertThat(saved.origin()).isEqualTo(Origin.FILE);
    assertThat(saved.title()).isEqualTo("Mine");
    assertThat(Files.readString(file)).contains("\"dashboard\"").contains("Mine").contains("\"x\"");
    assertThat(dashboards.version("a", 1).orElseThrow().title()).isEqualTo("Of a file");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
