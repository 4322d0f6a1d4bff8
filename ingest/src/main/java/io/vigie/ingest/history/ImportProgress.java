package io.vigie.ingest.history;

import io.vigie.ingest.intake.PushResult;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How far an import has come: everything counted here is stored. Belongs to one import.
final class ImportProgress {
  private static final int MAX_PROBLEMS = 10;

  private long lines;
  private long bytes;
  private long samples;
  private long rejected;
  private final List<String> problems = new ArrayList<>();

  void add(PushResult result) {
    samples += result.samples() + result.histograms();
    rejected += result.rejected();
    result.problems().stream().limit(MAX_PROBLEMS - problems.size()).forEach(problems::add);
  }

  /// @param linesSoFar whole lines from the beginning of the body
  void reach(long linesSoFar, long bytesSoFar) {
    lines = linesSoFar;
    bytes = bytesSoFar;
  }

  /// Whether everything that was read could be stored.
  boolean isComplete() {
    return rejected == 0 && problems.isEmpty();
  }

  /// What to say in a few words.
  String summary() {
    return "%d samples in %d lines (%d bytes) are stored".formatted(samples, lines, bytes);
  }

  String refusals() {
    return rejected + " samples are refused: " + String.join("; ", problems);
  }

  ObjectNode toJson() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("lines", lines).put("bytes", bytes);
    json.put("samples", samples).put("rejected", rejected);
    if (!problems.isEmpty()) {
      ArrayNode all = json.putArray("problems");
      problems.forEach(all::add);
    }
    return json;
  }
}
