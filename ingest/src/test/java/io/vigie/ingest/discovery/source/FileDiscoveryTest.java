package io.vigie.ingest.discovery.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.model.telemetry.Meters;
import io.vigie.testkit.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiscoveryTest {
  @TempDir Path folder;
  private final Heard heard = new Heard();

  @Test
  void readsJsonAndYamlAndLabelsTargetsWithTheirFile() throws Exception {
    Path json = write("a.json", "[{\"targets\": [\"one:1\"], \"labels\": {\"team\": \"x\"}}]");
    Path yaml = write("b.yml", "- targets: ['two:2', 'three:3']\n");
    discovery(folder.resolve("*.json"), yaml).refresh(heard);
    List<TargetGroup> groups = heard.next();
    assertThat(Heard.addresses(groups)).containsExactly("one:1", "two:2", "three:3");
    assertThat(groups.getFirst().source()).isEqualTo(json + ":0");
    assertThat(groups.getFirst().labels().toMap())
        .containsEntry("team", "x")
        .containsEntry("__meta_filepath", json.toString());
  }

  @Test
  void aBrokenFileKeepsItsTargetsAndSaysWhatIsWrong() throws Exception {
    Path file = write("a.yml", "- targets: ['one:1']\n");
    FileDiscovery discovery = discovery(file);
    discovery.refresh(heard);
    assertThat(discovery.status().lastError()).isEmpty();
    heard.next();
    write("a.yml", "- targats: ['two:2']\n");
    discovery.refresh(heard);
    assertThat(Heard.addresses(heard.next())).containsExactly("one:1");
    assertThat(discovery.status().lastError())
        .hasValueSatisfying(error ->
            assertThat(error)
                .contains(
                    file + ":1:3: field targats not found",
                    "did you mean \"targets\"?",
                    "the targets that it last had are kept"));
  }

  @Test
  void aFileThatIsGoneHasNoTargets() throws Exception {
    Path file = write("a.yml", "- targets: ['one:1']\n");
    FileDiscovery discovery = discovery(file);
    discovery.refresh(heard);
    heard.next();
    Files.delete(file);
    discovery.refresh(heard);
    assertThat(heard.next()).isEmpty();
  }

  @Test
  void aChangeIsSeenLongBeforeTheNextInterval() throws Exception {
    Path file = write("a.yml", "- targets: ['one:1']\n");
    try (FileDiscovery discovery = discovery(file)) {
      discovery.start(heard);
      assertThat(Heard.addresses(heard.next())).containsExactly("one:1");
      write("a.yml", "- targets: ['two:2']\n");
      heard.until(groups -> Heard.addresses(groups).equals(List.of("two:2")));
    }
  }

  @Test
  void saysNothingAfterItIsClosed() throws Exception {
    Path file = write("a.yml", "- targets: ['one:1']\n");
    FileDiscovery discovery = discovery(file);
    discovery.start(heard);
    heard.next();
    discovery.close();
    write("a.yml", "- targets: ['two:2']\n");
    assertThat(heard.isSilent()).isTrue();
    discovery.close();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static FileDiscovery discovery(Path... files) {
    List<String> patterns = List.of(files).stream().map(Path::toString).toList();
    var meters = new DiscoveryMeters(Meters.NONE).forJob("file", "job");
    return new FileDiscovery(
        new DiscoveryConfig.Files(patterns, Duration.ofHours(1)), new FakeClock(), meters);
  }
}
