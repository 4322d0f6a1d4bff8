package io.vigie.server.http.v2;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.config.ReceiverConfig;
import io.vigie.alerts.routing.GroupView;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.JsonRoute.Reply;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/alerts/groups`: alerts as people are told of them.
final class GroupsResource {
  private final Alerting alerting;
  private final Filters filters;
  private final InstantSource clock;

  GroupsResource(Alerting alerting, Filters filters, InstantSource clock) {
    this.alerting = alerting;
    this.filters = filters;
    this.clock = clock;
  }

  Reply list(ApiRequest request) {
    boolean muted = Filters.flag(request, "muted");
    Map<GroupView, List<StoredAlert>> shown = wanted(request);
    Map<String, List<String>> receivers = receivers(shown);
    ArrayNode json = Json.array();
    shown.forEach((group, alerts) -> {
      List<String> mutedBy = alerting.mutedBy(group);
      if (muted || mutedBy.isEmpty()) {
        json.add(json(group, alerts, mutedBy, receivers));
      }
    });
    return Reply.of(json);
  }

  private Map<GroupView, List<StoredAlert>> wanted(ApiRequest request) {
    AlertFilter filter = AlertFilter.of(alerting, filters, request, clock.millis());
    Predicate<Map<String, String>> receivers = filters.receivers(request);
    Map<String, Map<String, String>> labels =
        alerting.config().receivers().stream()
            .collect(Collectors.toMap(ReceiverConfig::name, ReceiverConfig::labels));
    Map<GroupView, List<StoredAlert>> wanted = new LinkedHashMap<>();
    for (GroupView group : alerting.groups()) {
      List<StoredAlert> alerts = group.alerts().stream().filter(filter::wants).toList();
      String receiver = group.route().options().receiver();
      if (!alerts.isEmpty() && receivers.test(labels.getOrDefault(receiver, Map.of()))) {
        wanted.put(group, alerts);
      }
    }
    return wanted;
  }

  /// Who hears of an alert, by fingerprint.
  private static Map<String, List<String>> receivers(Map<GroupView, List<StoredAlert>> groups) {
    Map<String, List<String>> receivers = new HashMap<>();
    groups.forEach((group, alerts) ->
        alerts.forEach(alert ->
            receivers
                .computeIfAbsent(alert.fingerprint(), _ -> new ArrayList<>())
                .add(group.route().options().receiver())));
    receivers.values().forEach(names -> names.sort(null));
    return receivers;
  }

  private ObjectNode json(
      GroupView group,
      List<StoredAlert> alerts,
      List<String> mutedBy,
      Map<String, List<String>> receivers) {
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("alerts");
    for (StoredAlert alert : alerts) {
      list.add(
          AlertJson.of(
              alert,
              alerting.status(alert.alert().labels()),
              receivers.getOrDefault(alert.fingerprint(), List.of()),
              mutedBy,
              alerting.handling().of(alert.fingerprint())));
    }
    json.set("labels", Json.labels(group.labels()));
    json.putObject("receiver").put("name", group.route().options().receiver());
    json.set("routeLabels", Json.labels(alerting.routeLabels(group)));
    return json;
  }
}
