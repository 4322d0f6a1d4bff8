package io.vigie.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Files of the operator's own (`--web.user-assets`). Nothing outside the folder is ever served.
final class UserAssets {
  private final Path folder;

  UserAssets(Path folder) {
    this.folder = folder;
  }

  void serve(Context context) throws IOException {
    Optional<Path> file = find(context.pathParam("file"));
    if (file.isEmpty()) {
      context.status(404).result("404 page not found\n");
      return;
    }
    String type = Files.probeContentType(file.get());
    context.contentType(type == null ? "application/octet-stream" : type);
    Files.copy(file.get(), context.outputStream());
  }

  private Optional<Path> find(String name) throws IOException {
    if (name.indexOf('\0') >= 0 || !Files.isDirectory(folder)) {
      return Optional.empty();
    }
    Path file = folder.resolve(name).normalize();
    // Links are followed before looking: one that leads outside is outside.
    boolean inside = Files.isRegularFile(file) && file.toRealPath().startsWith(folder.toRealPath());
    return inside ? Optional.of(file) : Optional.empty();
  }
}
