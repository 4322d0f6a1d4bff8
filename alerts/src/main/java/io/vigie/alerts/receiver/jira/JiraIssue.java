package io.vigie.alerts.receiver.jira;

import io.vigie.alerts.config.receiver.JiraConfig;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.http.GroupHash;
import io.vigie.alerts.receiver.http.Json;
import io.vigie.alerts.receiver.http.Truncation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What an issue says about a group.
record JiraIssue(JiraConfig config, Message message, Notification notification) {
  private static final int MAX_SUMMARY = 255;
  private static final int MAX_DESCRIPTION = 32_767;

  /// By which the issue of a group is found again.
  static String label(Notification notification) {
    return "ALERT{" + GroupHash.of(notification) + "}";
  }

  /// @param exists whether the issue is there already, so that some fields may have to be left
  ///   alone
  /// @throws IOException if the description has to be a document and is none
  Map<String, Object> json(boolean exists) throws IOException {
    Map<String, Object> fields = new TreeMap<>();
    if (!exists || config.summary().enableUpdate()) {
      String summary = message.text(config.summary().template());
      fields.put("summary", Truncation.toCharacters(summary, MAX_SUMMARY));
    }
    if (!exists || config.description().enableUpdate()) {
      fields.put("description", description());
    }
    fields.put("project", Json.object("key", message.text(config.project())));
    fields.put("issuetype", Json.object("name", message.text(config.issueType())));
    fields.put("labels", labels());
    String priority = message.text(config.priority());
    if (!priority.isEmpty()) {
      fields.put("priority", Json.object("name", priority));
    }
    config.fields().forEach((name, value) -> fields.put(name, expanded(value)));
    return Json.object("fields", fields);
  }

  private List<String> labels() {
    List<String> labels = new ArrayList<>();
    config.labels().forEach(label -> labels.add(message.text(label)));
    labels.add(label(notification));
    labels.sort(null);
    return labels;
  }

  /// Version 3 of the API takes documents rather than texts.
  private Object description() throws IOException {
    String text =
        Truncation.toCharacters(message.text(config.description().template()), MAX_DESCRIPTION);
    String path = config.apiUrl().getPath();
    if (path == null || !path.endsWith("/3")) {
      return text;
    }
    JsonNode document = Json.read(text);
    if (document.isMissingNode()) {
      throw new IOException(
          "description is not JSON, which version 3 of Jira's API wants: use version 2, or a"
              + " template that writes the Atlassian Document Format");
    }
    return document;
  }

  /// Templates in texts, however deep.
  private Object expanded(Object value) {
    return switch (value) {
      case String text -> message.text(text);
      case List<?> list -> list.stream().map(this::expandedOrNone).toList();
      case Map<?, ?> map -> {
        Map<String, Object> all = new LinkedHashMap<>();
        map.forEach((key, each) -> all.put(String.valueOf(key), expandedOrNone(each)));
        yield all;
      }
      default -> value;
    };
  }

  private Object expandedOrNone(Object value) {
    return expanded(value);
  }
}
