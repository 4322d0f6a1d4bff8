package io.vigie.health.component;

import io.vigie.health.HealthState;
import io.vigie.health.component.Component.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/// Looks whether a folder can be written to and read from, and how much room its disk has.
public final class FolderComponent implements Component.Look {
  private static final double FEW_FREE = 0.10;
  private static final double TOO_FEW_FREE = 0.03;

  private final Path folder;

  public FolderComponent(Path folder) {
    this.folder = folder;
  }

  @Override
  public Finding at() throws IOException {
    writeAndRead();
    long free = Files.getFileStore(folder).getUsableSpace();
    long total = Files.getFileStore(folder).getTotalSpace();
    double share = total == 0 ? 1 : (double) free / total;
    return new Finding(
        state(share),
        Map.of(
            "freeBytes", Long.toString(free),
            "totalBytes", Long.toString(total),
            "freePercent", String.format(Locale.ROOT, "%.1f", 100 * share)));
  }

  private static HealthState state(double freeShare) {
    if (freeShare < TOO_FEW_FREE) {
      return HealthState.UNHEALTHY;
    }
    return freeShare < FEW_FREE ? HealthState.DEGRADED : HealthState.HEALTHY;
  }

  /// In a file of its own each time: two that look at once must not see each other's.
  private void writeAndRead() throws IOException {
    Path file = Files.createTempFile(folder, "health-", ".tmp");
    try {
      byte[] written = file.toString().getBytes(StandardCharsets.UTF_8);
      Files.write(file, written);
      if (!Arrays.equals(Files.readAllBytes(file), written)) {
        throw new IOException("what was read from " + file + " is not what was written");
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
