package io.vigie.server.http.rest;

import io.vigie.health.check.CheckChange;
import io.vigie.health.check.DayUptime;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.TimeText;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes how a check has been. What nothing is known of is null, and never 100 %.
final class CheckHistoryJson {
  private CheckHistoryJson() {}

  static void write(String name, List<DayUptime> days, List<CheckChange> changes, JsonWriter json)
      throws IOException {
    json.beginObject().name("name").string(name);
    json.name("uptimePercent");
    percent(total(days), json);
    json.name("days").beginArray();
    for (DayUptime day : days) {
      day(day, json);
    }
    json.endArray().name("months").beginArray();
    for (Map.Entry<YearMonth, DayUptime> month : months(days).entrySet()) {
      json.beginObject().name("month").string(month.getKey().toString());
      json.name("uptimePercent");
      percent(month.getValue(), json);
      json.endObject();
    }
    json.endArray().name("changes").beginArray();
    for (CheckChange change : changes) {
      change(change, json);
    }
    json.endArray().endObject();
  }

  private static Map<YearMonth, DayUptime> months(List<DayUptime> days) {
    Map<YearMonth, DayUptime> months = new TreeMap<>();
    days.forEach(day -> months.merge(YearMonth.from(day.day()), day, CheckHistoryJson::sum));
    return months;
  }

  private static DayUptime total(List<DayUptime> days) {
    return days.stream()
        .reduce(CheckHistoryJson::sum)
        .orElse(new DayUptime(LocalDate.EPOCH, 0, 0, 0, 0, 0, 0));
  }

  private static DayUptime sum(DayUptime one, DayUptime other) {
    return new DayUptime(
        one.day(),
        one.healthyMillis() + other.healthyMillis(),
        one.degradedMillis() + other.degradedMillis(),
        one.unhealthyMillis() + other.unhealthyMillis(),
        one.rounds() + other.rounds(),
        one.failures() + other.failures(),
        one.responseMillis() + other.responseMillis());
  }

  private static void day(DayUptime day, JsonWriter json) throws IOException {
    json.beginObject().name("date").string(day.day().toString());
    json.name("uptimePercent");
    percent(day, json);
    json.name("healthySeconds").number(day.healthyMillis() / 1e3);
    json.name("degradedSeconds").number(day.degradedMillis() / 1e3);
    json.name("unhealthySeconds").number(day.unhealthyMillis() / 1e3);
    json.name("checks").number(day.rounds());
    json.name("failures").number(day.failures());
    json.name("averageResponseTime");
    if (day.rounds() == 0) {
      json.nothing();
    } else {
      json.number(day.responseMillis() / day.rounds());
    }
    json.endObject();
  }

  private static void percent(DayUptime time, JsonWriter json) throws IOException {
    if (time.knownMillis() == 0) {
      json.nothing();
    } else {
      json.number(100.0 * time.upMillis() / time.knownMillis());
    }
  }

  private static void change(CheckChange change, JsonWriter json) throws IOException {
    json.beginObject();
    json.name("time").string(TimeText.format(Instant.ofEpochMilli(change.timestampMillis())));
    json.name("from").string(change.from().word()).name("to").string(change.to().word());
    json.name("phase").string(change.phase()).name("message").string(change.message());
    json.endObject();
  }
}
