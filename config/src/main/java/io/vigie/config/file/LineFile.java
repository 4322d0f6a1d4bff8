package io.vigie.config.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A log file that a setting names: lines are appended, each handed to the system at once. To be
/// opened anew at each reload, so that it can be rotated. Thread-safe.
public final class LineFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LineFile.class);

  private final String setting;
  private final Path path;
  private final BufferedWriter writer;
  private boolean broken;

  private LineFile(String setting, Path path, BufferedWriter writer) {
    this.setting = setting;
    this.path = path;
    this.writer = writer;
  }

  /// @param setting that names the file, for messages
  /// @throws IOException if the file cannot be written; the message names setting and file
  public static LineFile open(String setting, Path path) throws IOException {
    try {
      return new LineFile(
          setting,
          path,
          Files.newBufferedWriter(
              path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw new IOException(setting + " " + path + " cannot be written: " + e, e);
    }
  }

  /// Appends a line. A failure is logged once in a row, as whoever writes has other work to do.
  ///
  /// @return whether it was written
  public synchronized boolean write(String line) {
    try {
      writer.write(line);
      writer.newLine();
      writer.flush();
      broken = false;
      return true;
    } catch (IOException e) {
      if (!broken) {
        LOG.warn("{} {} cannot be written: {}", setting, path, e.getMessage());
      }
      broken = true;
      return false;
    }
  }

  /// Never throws; what is written afterwards is lost.
  @Override
  public synchronized void close() {
    try {
      writer.close();
    } catch (IOException e) {
      LOG.warn("{} {} cannot be closed: {}", setting, path, e.getMessage());
    }
  }
}
