package io.vigie.server.sidebyside;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A PostgreSQL that can be killed and comes back with what it had.
public final class MortalPostgres implements AutoCloseable {
  private final Path folder;
  private final EmbeddedPostgres server;

  private MortalPostgres(Path folder, EmbeddedPostgres server) {
    this.folder = folder;
    this.server = server;
  }

  /// @param folder where its data are, or come to be
  public static MortalPostgres start(Path folder, int port) throws IOException {
    return new MortalPostgres(
        folder,
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setCleanDataDirectory(false)
            .setPort(port)
            .start());
  }

  /// As `kill -9` does, with everything that it has started.
  public void kill() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).getFirst());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle each : all) {
      each.onExit().join();
    }
    postmaster.onExit().join();
    close(); // lets go of the folder
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
