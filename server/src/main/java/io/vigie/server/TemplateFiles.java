package io.vigie.server;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The files that the patterns under `templates` name.
final class TemplateFiles {
  private TemplateFiles() {}

  /// Files by pattern, in the order of the patterns, then of their names. A pattern has wildcards in its
  /// last part only, as in `templates/*.tmpl`; one that fits no file names none.
  ///
  /// @throws IOException if a folder cannot be read
  static List<Path> matching(List<String> patterns) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String pattern : patterns) {
      files.addAll(matching(Path.of(pattern)));
    }
    return files;
  }

  private static List<Path> matching(Path pattern) throws IOException {
    Path folder = pattern.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    PathMatcher matcher =
        FileSystems.getDefault().getPathMatcher("glob:" + pattern.getFileName());
    try (Stream<Path> inFolder = Files.list(folder)) {
      return inFolder
          .filter(file -> matcher.matches(file.getFileName()) && Files.isRegularFile(file))
          .sorted()
          .toList();
    }
  }
}
