package io.vigie.server.http.v2;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.config.ReceiverConfig;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricNames;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.JsonRoute.Reply;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// `/alerts`: what is known, and the way in for foreign senders.
final class AlertsResource {
  private final Alerting alerting;
  private final Filters filters;
  private final InstantSource clock;

  AlertsResource(Alerting alerting, Filters filters, InstantSource clock) {
    this.alerting = alerting;
    this.filters = filters;
    this.clock = clock;
  }

  Reply list(ApiRequest request) {
    AlertFilter filter = AlertFilter.of(alerting, filters, request, clock.millis());
    Predicate<Map<String, String>> wanted = filters.receivers(request);
    Map<String, Map<String, String>> labels =
        alerting.config().receivers().stream()
            .collect(Collectors.toMap(ReceiverConfig::name, ReceiverConfig::labels));
    ArrayNode json = Json.array();
    for (StoredAlert alert : alerting.alerts()) {
      List<String> receivers =
          alerting.route().match(alert.alert().labels()).stream()
              .map(route -> route.options().receiver())
              .toList();
      boolean toThem =
          receivers.stream().anyMatch(name -> wanted.test(labels.getOrDefault(name, Map.of())));
      if (toThem && filter.wants(alert)) {
        json.add(
            AlertJson.of(
                alert,
                alerting.status(alert.alert().labels()),
                receivers,
                List.of(),
                alerting.handling().of(alert.fingerprint())));
      }
    }
    return Reply.of(json);
  }

  /// Takes all alerts that are valid, and complains about the others.
  Reply post(String body) throws IOException {
    JsonNode json = Json.parse(body);
    if (!json.isArray()) {
      throw new ApiException(ErrorType.BAD_DATA, "alerts in body must be of type array");
    }
    long now = clock.millis();
    long timeout = alerting.config().global().resolveTimeout().toMillis();
    List<StoredAlert> valid = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (JsonNode node : json) {
      try {
        valid.add(read(node, now, timeout));
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    alerting.put(valid);
    alerting.refused(problems.size());
    if (!problems.isEmpty()) {
      throw new ApiException(ErrorType.BAD_DATA, String.join("\n", problems));
    }
    return Reply.EMPTY;
  }

  private StoredAlert read(JsonNode node, long now, long timeout) {
    Labels labels = labels(node.path("labels"), "label");
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("at least one label pair required");
    }
    long end = Json.timeMillis(node, "endsAt");
    long start = Json.timeMillis(node, "startsAt");
    if (start == 0) {
      start = end == 0 ? now : end;
    }
    boolean timesOut = end == 0;
    Alert alert =
        new Alert(
            labels,
            labels(node.path("annotations"), "annotation"),
            start,
            timesOut ? now + timeout : end,
            node.path("generatorURL").asString(""));
    if (alert.endsAtMillis() < alert.startsAtMillis()) {
      throw new IllegalArgumentException("start time must be before end time");
    }
    return new StoredAlert(alert, now, timesOut);
  }

  private Labels labels(JsonNode node, String what) {
    Map<String, String> labels = new TreeMap<>();
    for (var entry : node.properties()) {
      String value = entry.getValue().asString("");
      if (!filters.syntax().isValidLabelName(entry.getKey()) || !MetricNames.isWellFormed(value)) {
        throw new IllegalArgumentException(
            "invalid " + what + " set: invalid name " + MetricNames.quote(entry.getKey()));
      }
      labels.put(entry.getKey(), value);
    }
    return Labels.of(labels);
  }
}
