package io.vigie.server.dashboard;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.server.dashboard.DashboardEntry.Origin;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardsTest {
  @TempDir Path folder;
  private final FakeClock clock = new FakeClock();
  private final Dashboards dashboards = new Dashboards(new InMemoryStateStore(clock), clock);

  @BeforeEach
  void watchTheFolder() {
    dashboards.use(List.of(new DashboardFolder(folder, "Databases")));
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
    dashboards.use(List.of(new DashboardFolder(folder.resolve("nowhere"), "")));
    assertThat(dashboards.list().problems()).hasSize(1);
    assertThat(titlesOf(Origin.BUILT_IN)).isNotEmpty();
  }

  @Test
  void whatIsImportedCanBeReadReplacedAndForgotten() throws Exception {
    dashboards.put(DashboardDocument.parse(board("x", "Mine")), "Team", false);
    assertThat(dashboards.get("x").orElseThrow().entry())
        .isEqualTo(
            new DashboardEntry(
                "x", "Mine", List.of("a"), "Team", Origin.IMPORTED, java.util.Optional.empty()));
    assertThatThrownBy(
            () -> dashboards.put(DashboardDocument.parse(board("x", "Other")), "Team", false))
        .isInstanceOf(DashboardException.class)
        .hasMessageContaining("\"Mine\": set overwrite");
    dashboards.put(DashboardDocument.parse(board("x", "Other")), "Team", true);
    assertThat(titlesOf(Origin.IMPORTED)).containsExactly("Other");
    assertThat(dashboards.remove("x")).isTrue();
    assertThat(dashboards.remove("x")).isFalse();
    assertThat(dashboards.get("x")).isEmpty();
  }

  @Test
  void anImportDoesNotHideBehindAFile() throws Exception {
    Files.writeString(folder.resolve("a.json"), board("a", "Of a file"));
    later();
    assertThatThrownBy(() -> dashboards.put(DashboardDocument.parse(board("a", "Mine")), "", true))
        .isInstanceOf(DashboardException.class)
        .hasMessageContaining("belongs to the file")
        .hasMessageContaining("a.json");
  }

  @Test
  void oneOfTheServerIsReplacedByAnImportUntilThatIsForgotten() throws Exception {
    dashboards.put(DashboardDocument.parse(board("vigie-host", "Our hosts")), "", false);
    assertThat(dashboards.get("vigie-host").orElseThrow().entry().title()).isEqualTo("Our hosts");
    dashboards.remove("vigie-host");
    assertThat(dashboards.get("vigie-host").orElseThrow().entry().title()).isEqualTo("Host");
  }
}
