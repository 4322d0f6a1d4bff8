package io.vigie.server.security;

import io.vigie.config.http.Secret;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The first admin's password, where nobody gave one: made up, and left in the data directory until
/// it is changed.
record InitialPassword(Path folder) {
  static final String ADMIN = "admin";
  private static final int LENGTH = 24;

  static Secret newPassword() {
    return Secret.of(Tokens.newSecret().substring(0, LENGTH));
  }

  Path file() {
    return folder.resolve("initial-admin-password");
  }

  /// In a file that only the server's user can read: logs are read by many.
  void leave(Secret password) throws IOException {
    Files.createDirectories(file().toAbsolutePath().getParent());
    Files.deleteIfExists(file());
    try {
      Files.createFile(
          file(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (UnsupportedOperationException e) {
      createPlainly(); // a file system without such permissions
    }
    Files.writeString(file(), password.reveal() + "\n");
  }

  private void createPlainly() throws IOException {
    try {
      Files.createFile(file());
    } catch (FileAlreadyExistsException e) {
      throw new IOException(file() + " appeared meanwhile", e);
    }
  }

  /// Forgets it once the password is another; nothing happens for any other user.
  void forgetOf(User user) throws IOException {
    if (user.name().equals(ADMIN)) {
      Files.deleteIfExists(file());
    }
  }
}
