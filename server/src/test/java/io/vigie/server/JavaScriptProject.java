package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.testkit.ExternalProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// The scripts of `src/test/javascript` with the libraries from npm that they use.
final class JavaScriptProject {
  private static final Path SOURCES = Path.of("src/test/javascript").toAbsolutePath();
  private static final Path INSTALLED = Path.of("target/senders").toAbsolutePath();

  private JavaScriptProject() {}

  /// Installs what the lock file names, unless that is done already. Test classes run side by side.
  static synchronized void install() throws Exception {
    assumeTrue(ExternalProgram.isInstalled("npm"), "npm is not installed");
    Path lock = INSTALLED.resolve("package-lock.json");
    boolean upToDate =
        Files.exists(INSTALLED.resolve("node_modules/prom-client"))
            && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0;
    Files.createDirectories(INSTALLED);
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        Files.copy(
            file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!upToDate) {
      var _ = run("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
    }
  }

  /// Runs a program to its end, which must be a good one.
  ///
  /// @return what it printed
  static String run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(INSTALLED.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s:%n%s", List.of(command), output).isZero();
    return output;
  }

  /// Starts a script that runs until it is destroyed.
  static Process start(String script) throws IOException {
    return new ProcessBuilder("node", script)
        .directory(INSTALLED.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
