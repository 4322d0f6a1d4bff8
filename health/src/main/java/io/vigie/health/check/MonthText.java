package io.vigie.health.check;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The days of a month as they are kept.
final class MonthText {
  private MonthText() {}

  static String write(Collection<DayUptime> days) {
    ArrayNode list = JsonMapper.shared().createArrayNode();
    for (DayUptime day : days) {
      ObjectNode json = list.addObject();
      json.put("day", day.day().toString());
      json.put("healthyMillis", day.healthyMillis());
      json.put("degradedMillis", day.degradedMillis());
      json.put("unhealthyMillis", day.unhealthyMillis());
      json.put("rounds", day.rounds());
      json.put("failures", day.failures());
      json.put("responseMillis", day.responseMillis());
    }
    return list.toString();
  }

  static Map<LocalDate, DayUptime> read(String text) {
    Map<LocalDate, DayUptime> days = new TreeMap<>();
    for (JsonNode json : JsonMapper.shared().readTree(text)) {
      LocalDate day = day(json.path("day").asString(""));
      days.put(
          day,
          new DayUptime(
              day,
              json.path("healthyMillis").asLong(0),
              json.path("degradedMillis").asLong(0),
              json.path("unhealthyMillis").asLong(0),
              json.path("rounds").asLong(0),
              json.path("failures").asLong(0),
              json.path("responseMillis").asDouble(0)));
    }
    return days;
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      return LocalDate.EPOCH; // not by us; nobody asks for that day
    }
  }
}
