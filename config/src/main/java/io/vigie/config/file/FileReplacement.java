package io.vigie.config.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts other content in place of a file that people own: whoever reads it sees the old or the new
/// one, whole, also after a power cut. Thread-safe: of two writers at once the later one's content
/// stays.
public final class FileReplacement {
  private static final Logger LOG = LoggerFactory.getLogger(FileReplacement.class);

  private FileReplacement() {}

  /// Replaces the content of a file that there is. A link stays a link; permissions stay, and the
  /// group where the system lets us.
  ///
  /// @throws IOException if that cannot be done; the file is as before
  public static void write(Path path, byte[] content) throws IOException {
    Path target = path.toRealPath();
    Optional<Path> unfinished = Optional.empty();
    try {
      Path next =
          Files.createTempFile(target.getParent(), "." + target.getFileName() + ".", ".new");
      unfinished = Optional.of(next);
      Files.write(next, content);
      sameAccess(target, next);
      sync(next);
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileSystemException e) {
      throw new IOException(
          "%s cannot be replaced: %s; its folder must be writable, and the file no mount of its own"
              .formatted(path, e),
          e);
    } finally {
      if (unfinished.isPresent()) {
        Files.deleteIfExists(unfinished.get());
      }
    }
    syncFolder(target);
  }

  /// Makes a file that there is none of yet.
  ///
  /// @throws IOException if there is one, or it cannot be made; there is none of it then
  public static void create(Path path, byte[] content) throws IOException {
    Path folder = path.resolveSibling(".");
    Optional<Path> unfinished = Optional.empty();
    try {
      Path next = Files.createTempFile(folder, "." + path.getFileName() + ".", ".new");
      unfinished = Optional.of(next);
      Files.write(next, content);
      usualAccess(next);
      sync(next);
      Files.move(next, path);
    } catch (FileSystemException e) {
      throw new IOException("%s cannot be made: %s".formatted(path, e), e);
    } finally {
      if (unfinished.isPresent()) {
        Files.deleteIfExists(unfinished.get());
      }
    }
    syncFolder(path);
  }

  private static void sameAccess(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    PosixFileAttributes before = Files.readAttributes(from, PosixFileAttributes.class);
    try {
      if (!view.readAttributes().group().equals(before.group())) {
        view.setGroup(before.group());
      }
    } catch (IOException e) {
      LOG.warn("{} is no longer of the group {}: {}", from, before.group(), e.getMessage());
    }
    // After the group, whose change may take permissions away.
    view.setPermissions(before.permissions());
  }

  /// Read by all, as configuration is; a temporary file is read by its owner alone.
  private static void usualAccess(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// Not every system opens folders, and the file is in its place already.
  private static void syncFolder(Path file) {
    try (FileChannel channel =
        FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      LOG.debug("the folder of {} cannot be synced: {}", file, e.getMessage());
    }
  }
}
