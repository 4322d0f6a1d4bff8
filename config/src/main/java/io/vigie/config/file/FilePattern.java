package io.vigie.config.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/// A path whose last part may contain `*` (any characters) and `?` (one character). Immutable.
public final class FilePattern {
  private final Path directory;
  private final String name;

  private FilePattern(Path directory, String name) {
    this.directory = directory;
    this.name = name;
  }

  public static FilePattern of(String pattern) {
    int slash = pattern.lastIndexOf('/');
    String directory = slash == 0 ? "/" : pattern.substring(0, Math.max(slash, 0));
    return new FilePattern(Path.of(directory), pattern.substring(slash + 1));
  }

  /// Where matching files are.
  public Path directory() {
    return directory;
  }

  /// Whether the pattern names one file only.
  public boolean isLiteral() {
    return name.indexOf('*') < 0 && name.indexOf('?') < 0;
  }

  /// Files that there are now, in alphabetical order; none if the directory does not exist.
  ///
  /// @throws IOException if the directory cannot be listed
  public List<Path> expand() throws IOException {
    if (isLiteral()) {
      Path file = directory.resolve(name);
      return Files.exists(file) ? List.of(file) : List.of();
    }
    Pattern matching = Pattern.compile(regex(), Pattern.DOTALL);
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(directory, entry -> matches(matching, entry))) {
      entries.forEach(files::add);
    } catch (NoSuchFileException | NotDirectoryException _) {
      return List.of();
    }
    Collections.sort(files);
    return files;
  }

  /// Whether the pattern stands for a path, be there such a file or not.
  ///
  /// @param path spelt as [#expand] would spell it
  public boolean matches(Path path) {
    Path last = path.getFileName();
    return last != null
        && path.equals(directory.resolve(last))
        && matches(Pattern.compile(regex(), Pattern.DOTALL), path);
  }

  private static boolean matches(Pattern pattern, Path entry) {
    return pattern.matcher(String.valueOf(entry.getFileName())).matches();
  }

  private String regex() {
    StringBuilder regex = new StringBuilder();
    name.chars()
        .forEach(c -> {
          switch (c) {
            case '*' -> regex.append(".*");
            case '?' -> regex.append('.');
            default -> regex.append(Pattern.quote(String.valueOf((char) c)));
          }
        });
    return regex.toString();
  }

  @Override
  public String toString() {
    return directory.resolve(name).toString();
  }
}
