package io.vigie.server.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Prints what a replay found for people: what happened, in the order of time.
final class ReplayText {
  private static final int MAX_LISTED = 10;

  private final PrintStream out;

  ReplayText(PrintStream out) {
    this.out = out;
  }

  private record Entry(Instant time, List<String> lines) {
    static Entry of(JsonNode node, List<String> lines) {
      return new Entry(Instant.parse(text(node, "time")), lines);
    }
  }

  void print(JsonNode report) {
    List<Entry> entries = new ArrayList<>();
    report.path("alerts").forEach(change -> entries.add(Entry.of(change, alert(change))));
    report
        .path("notifications")
        .forEach(event -> entries.add(Entry.of(event, notification(event))));
    entries.sort(Comparator.comparing(Entry::time)); // stable: what happened, then who was told
    entries.forEach(entry -> entry.lines.forEach(out::println));
    report.path("problems").forEach(this::printProblem);
    out.printf(
        "%d changes of alerts and %d messages from %s to %s, %d evaluations%n",
        report.path("alerts").size(),
        StreamSupport.stream(report.path("notifications").spliterator(), false)
            .filter(ReplayText::isMessage)
            .count(),
        text(report, "from"),
        text(report, "to"),
        report.path("evaluations").asLong());
  }

  private static boolean isMessage(JsonNode event) {
    return text(event, "kind").startsWith("notification.");
  }

  private static List<String> alert(JsonNode change) {
    String value = text(change, "value");
    return List.of(
        line(
            change,
            text(change, "state").replace('_', ' '),
            named(change.path("labels")) + (value.equals("NaN") ? "" : " value " + value)));
  }

  private static List<String> notification(JsonNode event) {
    if (!isMessage(event)) {
      String by =
          event.has("suppressedBy")
              ? " by " + String.join(", ", strings(event.path("suppressedBy")))
              : "";
      String what = named(event.path("labels")) + by + " for " + text(event, "receiver");
      return List.of(line(event, text(event, "kind").replaceFirst("^alert\\.", ""), what));
    }
    List<String> lines = new ArrayList<>();
    String group = " about " + text(event, "groupKey") + " (" + text(event, "reason") + ")";
    lines.add(line(event, "told", text(event, "destination") + group));
    JsonNode alerts = event.path("alerts");
    for (JsonNode alert : alerts) {
      if (lines.size() > MAX_LISTED) {
        lines.add(" ".repeat(39) + "and " + (alerts.size() - MAX_LISTED) + " more");
        break;
      }
      lines.add(
          " ".repeat(39)
              + text(alert, "status")
              + " "
              + named(event.path("labels"), alert.path("labels")));
    }
    return lines;
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(item -> strings.add(item.asString("")));
    return strings;
  }

  private static String line(JsonNode node, String word, String what) {
    return "%-24s  %-11s  %s".formatted(text(node, "time"), word.toUpperCase(Locale.ROOT), what);
  }

  private void printProblem(JsonNode problem) {
    out.printf(
        "PROBLEM %s:%d: %s failed %d times, first at %s: %s%n",
        text(problem, "file"),
        problem.path("line").asInt(),
        text(problem, "rule"),
        problem.path("failures").asLong(),
        text(problem, "first"),
        text(problem, "error"));
  }

  /// The name of an alert, and its other labels, which may stand in several places.
  private static String named(JsonNode... labels) {
    StringBuilder name = new StringBuilder();
    StringBuilder text = new StringBuilder();
    for (JsonNode part : labels) {
      part.properties()
          .forEach(label -> {
            if (label.getKey().equals("alertname")) {
              name.append(label.getValue().asString(""));
            } else {
              text.append(text.isEmpty() ? "" : ", ")
                  .append(label.getKey())
                  .append("=\"")
                  .append(label.getValue().asString(""))
                  .append('"');
            }
          });
    }
    return name + " {" + text + "}";
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
