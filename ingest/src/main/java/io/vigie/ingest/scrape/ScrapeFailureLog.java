package io.vigie.ingest.scrape;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// The file of `scrape_failure_log_file`: one JSON object a line for each failed scrape, with the
/// fields that Prometheus writes. Opened anew at each reload, so that it can be rotated.
/// Thread-safe.
final class ScrapeFailureLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScrapeFailureLog.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path path;
  private final BufferedWriter writer;
  private boolean broken;

  private ScrapeFailureLog(Path path, BufferedWriter writer) {
    this.path = path;
    this.writer = writer;
  }

  /// @throws IOException if the file cannot be written; the message names it
  static ScrapeFailureLog open(Path path) throws IOException {
    try {
      return new ScrapeFailureLog(
          path,
          Files.newBufferedWriter(
              path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw new IOException(
          "scrape_failure_log_file " + path + " cannot be written: " + e.getMessage(), e);
    }
  }

  synchronized void write(Instant time, String jobName, String target, String message) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", time.toString());
    line.put("level", "ERROR");
    line.put("msg", message);
    line.put("job_name", jobName);
    line.put("target", target);
    try {
      writer.write(JSON.writeValueAsString(line));
      writer.newLine();
      writer.flush();
      broken = false;
    } catch (IOException e) {
      if (!broken) {
        LOG.warn("scrape_failure_log_file {} cannot be written: {}", path, e.getMessage());
      }
      broken = true;
    }
  }

  /// Never throws; what is written afterwards is lost.
  @Override
  public synchronized void close() {
    try {
      writer.close();
    } catch (IOException e) {
      LOG.warn("scrape_failure_log_file {} cannot be closed: {}", path, e.getMessage());
    }
  }
}
