package io.vigie.server.sidebyside;

import io.vigie.testkit.ExternalProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The server as users run it: a process of its own, with flags.
final class VigieProcess {
  private VigieProcess() {}

  static ExternalProgram start(Path folder, int port, String... flags) throws IOException {
    return start(List.of(), folder, port, flags);
  }

  /// With options for the JVM besides.
  static ExternalProgram start(List<String> jvmOptions, Path folder, int port, String... flags)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+UseSerialGC",
                // Most of these live for seconds: they end before the second compiler would pay.
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "io.vigie.server.Main",
                "serve",
                "--web.listen-address=127.0.0.1:" + port,
                "--storage.tsdb.path=" + folder.resolve("vigie-data")));
    command.addAll(1, jvmOptions);
    command.addAll(List.of(flags));
    return ExternalProgram.start("vigie", folder, command);
  }
}
