package io.vigie.server.ruleedit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObstacleTest {
  @TempDir Path folder;

  @Test
  void aFileThatIsOursCanBeWritten() throws Exception {
    assertThat(Obstacle.of(Files.writeString(folder.resolve("rules.yml"), ""))).isEmpty();
  }

  /// An archive stands for a mount that is read-only, which permissions would not be for root.
  @Test
  void aFileOfAReadOnlyMountCannot() throws Exception {
    URI archive = URI.create("jar:" + folder.resolve("mount.zip").toUri());
    try (FileSystem mount = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      Files.writeString(mount.getPath("rules.yml"), "");
    }
    try (FileSystem mount = FileSystems.newFileSystem(archive, Map.of("accessMode", "readOnly"))) {
      assertThat(Obstacle.of(mount.getPath("rules.yml"))).contains(Obstacle.FILE_READ_ONLY);
    }
  }
}
