package io.vigie.server.http.v1;

import io.vigie.rules.lint.Finding;
import io.vigie.server.http.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// What the linter finds, as the API says it.
public final class FindingJson {
  private FindingJson() {}

  static void write(List<Finding> findings, JsonWriter json) throws IOException {
    json.beginObject().name("findings").beginArray();
    for (Finding finding : findings) {
      json.beginObject().name("file").string(finding.file()).name("line").number(finding.line());
      json.name("rule").string(finding.rule()).name("check").string(finding.check());
      json.name("severity").string(finding.severity().name().toLowerCase(Locale.ROOT));
      json.name("reason").string(finding.reason());
      json.name("proposal").string(finding.proposal()).endObject();
    }
    json.endArray().endObject();
  }

  /// The findings of an answer, for whoever asked.
  public static List<Finding> read(JsonNode data) {
    return data.path("findings").valueStream().map(FindingJson::finding).toList();
  }

  private static Finding finding(JsonNode json) {
    return new Finding(
        json.path("file").asString(""),
        json.path("line").asInt(0),
        json.path("rule").asString(""),
        json.path("check").asString(""),
        json.path("severity").asString("").equals("note")
            ? Finding.Severity.NOTE
            : Finding.Severity.WARNING,
        json.path("reason").asString(""),
        json.path("proposal").asString(""));
  }
}
