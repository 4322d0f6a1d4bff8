package io.vigie.ingest.scrape;

import io.vigie.config.file.LineFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The file of `scrape_failure_log_file`: one JSON object a line for each failed scrape, with the
/// fields that Prometheus writes. Opened anew at each reload. Thread-safe.
final class ScrapeFailureLog implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final LineFile file;

  private ScrapeFailureLog(LineFile file) {
    this.file = file;
  }

  /// @throws IOException if the file cannot be written; the message names it
  static ScrapeFailureLog open(Path path) throws IOException {
    return new ScrapeFailureLog(LineFile.open("scrape_failure_log_file", path));
  }

  void write(Instant time, String jobName, String target, String message) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", time.toString());
    line.put("level", "ERROR");
    line.put("msg", message);
    line.put("job_name", jobName);
    line.put("target", target);
    boolean _ = file.write(JSON.writeValueAsString(line));
  }

  @Override
  public void close() {
    file.close();
  }
}
