package io.vigie.config.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReplacementTest {
  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void contentIsReplacedAndPermissionsStay() throws Exception {
    Path file = Files.writeString(folder.resolve("rules.yml"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    FileReplacement.write(file, bytes("new"));
    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(names()).containsExactly("rules.yml");
  }

  /// Writers that share a temporary file would publish each other's half.
  @Test
  void ofManyWritersAtOnceOneStaysWhole() throws Exception {
    Path file = Files.writeString(folder.resolve("rules.yml"), "old");
    List<String> contents =
        IntStream.range(0, 8).mapToObj(i -> Integer.toString(i).repeat(100_000 * (i + 1))).toList();
    try (ExecutorService writers = Executors.newFixedThreadPool(contents.size())) {
      List<Callable<Void>> writes = new ArrayList<>();
      for (String content : contents) {
        writes.add(() -> {
          FileReplacement.write(file, bytes(content));
          return null;
        });
      }
      for (Future<Void> write : writers.invokeAll(writes)) {
        write.get();
      }
    }
    assertThat(contents).contains(Files.readString(file));
    assertThat(names()).containsExactly("rules.yml");
  }

  @Test
  void aLinkStaysALink() throws Exception {
    Path file = Files.writeString(folder.resolve("real.yml"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.yml"), file.getFileName());
    FileReplacement.write(link, bytes("new"));
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(file).hasContent("new");
  }

  @Test
  void whatCannotBeReplacedIsAsBefore() throws Exception {
    Path file = folder.resolve("rules.yml");
    Files.createDirectory(file);
    Files.writeString(file.resolve("within"), "something");
    assertThatThrownBy(() -> FileReplacement.write(file, bytes("new")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("rules.yml cannot be replaced");
    assertThat(file.resolve("within")).hasContent("something");
    assertThat(names()).containsExactly("rules.yml");
  }
}
