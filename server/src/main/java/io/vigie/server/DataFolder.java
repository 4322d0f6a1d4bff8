package io.vigie.server;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// The folder that everything is kept in, looked at before anything is opened: what is wrong with
/// it is told once and in words, not by the first file that cannot be made. Nothing is written to
/// find out, so that a server on a full disk still starts and answers.
final class DataFolder {
  private DataFolder() {}

  /// Makes the folder if it is not there.
  ///
  /// @throws IOException if nothing can be written there; the message says why and what to do
  static void prepare(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      if (!Files.isWritable(folder)) {
        throw new AccessDeniedException(folder.toString());
      }
    } catch (FileSystemException e) {
      throw new IOException(
          "the data folder %s cannot be used: %s; make it writable for the user \"%s\", or name another with --storage.tsdb.path"
              .formatted(folder.toAbsolutePath(), reasonOf(e), System.getProperty("user.name")),
          e);
    }
  }

  private static String reasonOf(FileSystemException e) {
    String where = Optional.ofNullable(e.getFile()).orElse("it");
    return switch (e) {
      case AccessDeniedException _ -> "permission denied at " + where;
      case FileAlreadyExistsException _ -> where + " is a file, not a folder";
      case NoSuchFileException _ -> "no folder can be made at " + where;
      default ->
          Optional.ofNullable(e.getReason()).map(reason -> reason + " at " + where).orElse(where);
    };
  }
}
