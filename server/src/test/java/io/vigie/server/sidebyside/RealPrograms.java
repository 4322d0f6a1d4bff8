package io.vigie.server.sidebyside;

import io.vigie.testkit.ExternalProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/// Real servers on loopback for one test, each with its data below the test's folder, ended in
/// reverse order.
final class RealPrograms implements AutoCloseable {
  /// The newest PostgreSQL of the machine, or a folder that does not exist.
  private static final Path POSTGRES = postgresPrograms();

  private final Path folder;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  RealPrograms(Path folder) {
    this.folder = folder;
  }

  static boolean hasPostgres() {
    return Files.isExecutable(POSTGRES.resolve("initdb"));
  }

  /// Remembers something to close at the end.
  <T extends AutoCloseable> T closeLater(T thing) {
    started.push(thing);
    return thing;
  }

  /// Starts a program and waits until it accepts connections on the port; answers the port.
  int start(String name, int port, List<String> command) throws IOException, InterruptedException {
    closeLater(ExternalProgram.start(name, folder, command)).await(() -> accepts(port));
    return port;
  }

  /// Starts Vigie with flags and waits until it is ready.
  PrometheusApi vigie(String... flags) throws IOException, InterruptedException {
    int port = ExternalProgram.freePort();
    return awaitApi(VigieProcess.start(folder, port, flags), port);
  }

  /// Starts Prometheus on a configuration file and waits until it is ready.
  PrometheusApi prometheus(Path config, String... flags) throws IOException, InterruptedException {
    int port = ExternalProgram.freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("prometheus-data"),
                "--web.listen-address=127.0.0.1:" + port));
    command.addAll(List.of(flags));
    return awaitApi(ExternalProgram.start("prometheus", folder, command), port);
  }

  private PrometheusApi awaitApi(ExternalProgram server, int port) throws InterruptedException {
    closeLater(server);
    PrometheusApi api = closeLater(new PrometheusApi(port));
    server.await(api::isReady);
    return api;
  }

  int redis() throws IOException, InterruptedException {
    int port = ExternalProgram.freePort();
    String flags = "--port " + port + " --bind 127.0.0.1 --appendonly no";
    List<String> command = new ArrayList<>(List.of("redis-server"));
    command.addAll(List.of(flags.split(" ")));
    command.addAll(List.of("--save", ""));
    return start("redis-server", port, command);
  }

  int postgres() throws IOException, InterruptedException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Path data = Files.createDirectory(folder.resolve("postgres"), ownerOnly);
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      // PostgreSQL refuses to run as root, so its own user must be able to reach its folder.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.setOwner(
          data,
          data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    int port = ExternalProgram.freePort();
    String script =
        """
        cd %1$s && %2$s/initdb -A trust -U postgres -D %1$s >/dev/null &&
        exec %2$s/postgres -D %1$s -p %3$d -c listen_addresses=127.0.0.1 -k %1$s
        """;
    command.addAll(List.of("sh", "-c", script.formatted(data, POSTGRES, port)));
    return start("postgres", port, command);
  }

  private static Path postgresPrograms() {
    Path versions = Path.of("/usr/lib/postgresql");
    try (var folders = Files.list(versions)) {
      return folders.max(Comparator.naturalOrder()).orElse(versions).resolve("bin");
    } catch (IOException _) {
      return versions;
    }
  }

  private static boolean accepts(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// Ends every program as `kill -9` does.
  void killAll() throws InterruptedException {
    for (AutoCloseable thing : started) {
      if (thing instanceof ExternalProgram program) {
        program.kill();
      }
    }
  }

  @Override
  public void close() throws Exception {
    while (!started.isEmpty()) {
      started.pop().close();
    }
  }
}
