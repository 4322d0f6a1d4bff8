package io.vigie.server.http.v1;

import io.vigie.rules.lint.Finding;
import io.vigie.rules.lint.Wording;
import io.vigie.server.dashboard.lint.DashboardFinding;
import io.vigie.server.http.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// What the linter finds, as the API says it.
public final class FindingJson {
  private FindingJson() {}

  static void write(List<Finding> findings, JsonWriter json) throws IOException {
    json.beginObject();
    writeList(findings, json);
    json.endObject();
  }

  /// As a field of an object.
  public static void writeList(List<Finding> findings, JsonWriter json) throws IOException {
    json.name("findings").beginArray();
    for (Finding finding : findings) {
      json.beginObject();
      writeFields(finding, json);
      json.endObject();
    }
    json.endArray();
  }

  /// What is found in queries of dashboards, as a field of an object.
  public static void writePanels(List<DashboardFinding> findings, JsonWriter json)
      throws IOException {
    json.name("findings").beginArray();
    for (DashboardFinding each : findings) {
      json.beginObject().name("panel").string(each.panel()).name("query").string(each.query());
      json.name("expression").string(each.expression());
      writeFields(each.finding(), json);
      json.endObject();
    }
    json.endArray();
  }

  private static void writeFields(Finding finding, JsonWriter json) throws IOException {
    json.name("file").string(finding.file()).name("line").number(finding.line());
    json.name("rule").string(finding.rule()).name("check").string(finding.check());
    json.name("severity").string(finding.severity().name().toLowerCase(Locale.ROOT));
    json.name("reason").string(finding.reason());
    json.name("proposal").string(finding.proposal());
    json.name("reasonParts").beginArray();
    for (Wording part : finding.because()) {
      write(part, json);
    }
    json.endArray();
    if (!finding.instead().isVerbatim()) {
      json.name("proposalPart");
      write(finding.instead(), json);
    }
  }

  /// What other languages need to say it, and the English.
  private static void write(Wording part, JsonWriter json) throws IOException {
    json.beginObject().name("code").string(part.code()).name("text").string(part.english());
    json.name("arguments").beginArray();
    for (String argument : part.arguments()) {
      json.string(argument);
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
        json.has("reasonParts")
            ? json.path("reasonParts").valueStream().map(FindingJson::wording).toList()
            : List.of(new Wording("", json.path("reason").asString(""), List.of())),
        json.has("proposalPart")
            ? wording(json.path("proposalPart"))
            : new Wording("", json.path("proposal").asString(""), List.of()));
  }

  private static Wording wording(JsonNode json) {
    return new Wording(
        json.path("code").asString(""),
        json.path("text").asString(""),
        json.path("arguments").valueStream().map(JsonNode::asString).toList());
  }
}
