package io.vigie.server.http.rest;

import io.vigie.health.HealthState;
import io.vigie.health.check.CheckDefinition;
import io.vigie.health.check.CheckResult;
import io.vigie.health.check.CheckStatus;
import io.vigie.health.check.CheckTarget;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.TimeText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes how checks stand.
final class CheckJson {
  private CheckJson() {}

  /// How many are in each state, as fields of the object that is open.
  static void writeCounts(List<CheckStatus> all, JsonWriter json) throws IOException {
    json.name("total").number((long) all.size());
    for (HealthState state : HealthState.values()) {
      json.name(state.word()).number(all.stream().filter(each -> each.state() == state).count());
    }
  }

  static void writeShort(CheckStatus check, JsonWriter json) throws IOException {
    json.beginObject();
    head(check, json);
    json.endObject();
  }

  private static void head(CheckStatus check, JsonWriter json) throws IOException {
    json.name("name").string(check.definition().name());
    json.name("status").string(check.state().word());
    json.name("since").string(time(check.sinceMillis()));
    if (check.last().isPresent()) {
      json.name("lastCheck").string(time(check.last().get().timestampMillis()));
      json.name("responseTime").number(check.last().get().took().toNanos() / 1e6);
    } else {
      json.name("lastCheck").nothing().name("responseTime").nothing();
    }
    json.name("blockedBy").strings(check.blockedBy());
  }

  static void write(CheckStatus check, JsonWriter json) throws IOException {
    CheckDefinition definition = check.definition();
    json.beginObject();
    head(check, json);
    json.name("kind").string(definition.target().kind());
    switch (definition.target()) {
      case CheckTarget.Http http -> json.name("url").string(http.where());
      case CheckTarget.Heartbeat heartbeat ->
          json.name("every").number(heartbeat.every().toMillis());
      case CheckTarget.Tcp _,
          CheckTarget.Dns _,
          CheckTarget.Tls _,
          CheckTarget.Icmp _,
          CheckTarget.Grpc _,
          CheckTarget.Postgres _,
          CheckTarget.Redis _ ->
          json.name("address").string(definition.target().where());
    }
    json.name("interval").number(definition.interval().toMillis());
    json.name("timeout").number(definition.timeout().toMillis());
    json.name("retries").number((long) definition.retries());
    json.name("critical").bool(definition.critical());
    json.name("dependsOn").strings(definition.dependsOn());
    json.name("byFile").bool(definition.byFile());
    json.name("lastFailures").beginArray();
    for (CheckResult failure : check.failures()) {
      write(failure, json);
    }
    json.endArray().endObject();
  }

  private static void write(CheckResult failure, JsonWriter json) throws IOException {
    json.beginObject().name("time").string(time(failure.timestampMillis()));
    json.name("status").string(failure.state().word());
    json.name("phase").string(failure.phase()).name("message").string(failure.message());
    for (Map.Entry<String, String> detail : new TreeMap<>(failure.details()).entrySet()) {
      json.name(detail.getKey()).string(detail.getValue());
    }
    json.endObject();
  }

  private static String time(long millis) {
    return TimeText.format(Instant.ofEpochMilli(millis));
  }
}
