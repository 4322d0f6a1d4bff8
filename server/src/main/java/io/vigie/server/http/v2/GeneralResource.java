package io.vigie.server.http.v2;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.config.ReceiverConfig;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.JsonRoute.Reply;
import io.vigie.server.telemetry.BuildInfo;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/status` and `/receivers`.
final class GeneralResource {
  /// The release whose interface is answered.
  private static final String ALERTMANAGER_VERSION = "0.34.0";

  private final Alerting alerting;
  private final Filters filters;
  private final BuildInfo build;
  private final Instant started;

  GeneralResource(Alerting alerting, Filters filters, BuildInfo build, Instant started) {
    this.alerting = alerting;
    this.filters = filters;
    this.build = build;
    this.started = started;
  }

  Reply status() {
    ObjectNode json = Json.object();
    ObjectNode cluster = json.putObject("cluster");
    cluster.put("name", "");
    cluster.put("status", "disabled");
    cluster.putArray("peers");
    ObjectNode version = json.putObject("versionInfo");
    version.put("version", ALERTMANAGER_VERSION);
    version.put("revision", build.revision());
    version.put("branch", build.branch());
    version.put("buildUser", "");
    version.put("buildDate", build.buildDate());
    version.put("goVersion", build.runtime());
    json.putObject("config").put("original", alerting.config().toYaml());
    json.put("uptime", Json.time(started.toEpochMilli()));
    return Reply.of(json);
  }

  Reply receivers(ApiRequest request) {
    Predicate<Map<String, String>> wanted = filters.receivers(request);
    ArrayNode json = Json.array();
    for (ReceiverConfig receiver : alerting.config().receivers()) {
      if (wanted.test(receiver.labels())) {
        ObjectNode item = json.addObject().put("name", receiver.name());
        ObjectNode labels = item.putObject("labels");
        new TreeMap<>(receiver.labels()).forEach(labels::put);
      }
    }
    return Reply.of(json);
  }
}
