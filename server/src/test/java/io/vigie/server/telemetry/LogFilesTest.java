package io.vigie.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogFilesTest {
  @TempDir Path folder;

  /// Of its own, as the log of the process belongs to whoever runs the tests.
  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void open() throws Exception {
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.getLogger(Logging.REQUESTS).setAdditive(false);
    new LogFiles(context, folder.resolve("logs")).start();
  }

  @AfterEach
  void close() {
    context.stop();
  }

  private List<JsonNode> lines(String name) throws IOException {
    return Files.readAllLines(folder.resolve("logs").resolve(name)).stream()
        .map(JsonMapper.shared()::readTree)
        .toList();
  }

  @Test
  void errorsAreInTheirOwnFileToo() throws Exception {
    context.getLogger("a").info("all is well");
    context.getLogger("a").atError().addKeyValue("file", "x").log("nothing is");
    assertThat(lines("combined.log"))
        .extracting(line -> line.path("message").asString())
        .containsExactly("all is well", "nothing is");
    assertThat(lines("error.log"))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.path("level").asString()).isEqualTo("ERROR");
          assertThat(line.path("file").asString()).isEqualTo("x");
        });
  }

  @Test
  void requestsAreOnlyInTheirs() throws Exception {
    context.getLogger(Logging.REQUESTS).atInfo().addKeyValue("status", 200).log("request served");
    assertThat(lines("requests.log"))
        .singleElement()
        .satisfies(line -> assertThat(line.path("status").asInt()).isEqualTo(200));
    assertThat(lines("combined.log")).isEmpty();
  }

  @Test
  void aFileIsPutAsideAtTenMegabytesAndFiveAreKept() throws Exception {
    String megabyte = "x".repeat(1 << 20);
    for (int i = 0; i < 70; i++) {
      context.getLogger("a").info("{} {}", i, megabyte);
    }
    try (var files = Files.list(folder.resolve("logs"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("combined.log.1", "combined.log.5")
          .doesNotContain("combined.log.6");
    }
    assertThat(Files.size(folder.resolve("logs/combined.log.1"))).isBetween(10L << 20, 12L << 20);
  }

  @Test
  void aFolderThatCannotBeIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> new LogFiles(new LoggerContext(), file.resolve("logs")).start())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }
}
