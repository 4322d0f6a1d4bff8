package io.vigie.server.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The web pages, built as for a release, in a real browser against a real server: what a person
/// does first.
@Tag("browser")
@Tag("slow")
class BrowserTest {
  private static final Path UI = Path.of("../ui").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void aPersonFindsTheirWay() throws Exception {
    assumeTrue(Files.exists(UI.resolve("e2e/run.mjs")), "there are no browser tests in " + UI);
    run(Map.of(), "node", "build.mjs", Path.of("target/classes/ui").toAbsolutePath().toString());
    try (RealPrograms programs = new RealPrograms(folder)) {
      run(Map.of("BASE_URL", programs.vigie().baseUrl()), "npm", "run", "--silent", "e2e");
    }
  }

  private static void run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(UI.toFile());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s:%n%s", List.of(command), output).isZero();
    System.err.println(output);
  }
}
