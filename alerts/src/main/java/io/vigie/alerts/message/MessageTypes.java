package io.vigie.alerts.message;

import io.vigie.template.time.GoTime;
import io.vigie.template.value.GoField;
import io.vigie.template.value.GoFunction;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The types of the data, with the methods that templates call on them. Names and JSON keys are
/// Alertmanager's.
final class MessageTypes {
  static final GoType STRINGS =
      GoType.STRINGS
          .named("template.Strings")
          .withMethods(
              Map.of(
                  "Join",
                  GoFunction.of(
                      a -> GoValue.of(String.join(a.get(1).text(), a.getFirst().texts())),
                      GoType.STRING)));

  static final GoType PAIR =
      GoType.struct(
          "template.Pair", GoField.of("Name", GoType.STRING), GoField.of("Value", GoType.STRING));

  static final GoType PAIRS =
      GoType.listOf(PAIR)
          .named("template.Pairs")
          .withStringer(MessageTypes::pairsText)
          .withMethods(
              Map.of(
                  "Names", GoFunction.of(a -> part(a.getFirst(), 0)),
                  "Values", GoFunction.of(a -> part(a.getFirst(), 1)),
                  "String", GoFunction.of(a -> GoValue.of(pairsText(a.getFirst())))));

  /// A set of labels or annotations.
  static final GoType KV =
      GoType.STRING_MAP
          .named("template.KV")
          .withStringer(kv -> pairsText(sortedPairs(kv)))
          .withMethods(
              Map.of(
                  "SortedPairs",
                  GoFunction.of(a -> sortedPairs(a.getFirst())),
                  "Names",
                  GoFunction.of(a -> part(sortedPairs(a.getFirst()), 0)),
                  "Values",
                  GoFunction.of(a -> part(sortedPairs(a.getFirst()), 1)),
                  "Remove",
                  GoFunction.of(a -> without(a.getFirst(), a.get(1)), GoType.STRINGS),
                  "String",
                  GoFunction.of(a -> GoValue.of(pairsText(sortedPairs(a.getFirst()))))));

  static final GoType ALERT =
      GoType.struct(
          "template.Alert",
          new GoField("Status", "status", GoType.STRING),
          new GoField("Labels", "labels", KV),
          new GoField("Annotations", "annotations", KV),
          new GoField("StartsAt", "startsAt", GoTime.TYPE),
          new GoField("EndsAt", "endsAt", GoTime.TYPE),
          new GoField("GeneratorURL", "generatorURL", GoType.STRING),
          new GoField("Fingerprint", "fingerprint", GoType.STRING));

  static final GoType ALERTS =
      GoType.listOf(ALERT)
          .named("template.Alerts")
          .withMethods(
              Map.of(
                  "Firing", GoFunction.of(a -> withStatus(a.getFirst(), "firing")),
                  "Resolved", GoFunction.of(a -> withStatus(a.getFirst(), "resolved"))));

  static final GoType DATA =
      GoType.struct(
          "template.Data",
          new GoField("Receiver", "receiver", GoType.STRING),
          new GoField("Status", "status", GoType.STRING),
          new GoField("Alerts", "alerts", ALERTS),
          new GoField("NotificationReason", "notification_reason", GoType.STRING),
          new GoField("GroupLabels", "groupLabels", KV),
          new GoField("CommonLabels", "commonLabels", KV),
          new GoField("CommonAnnotations", "commonAnnotations", KV),
          new GoField("RouteLabels", "routeLabels", KV),
          new GoField("ExternalURL", "externalURL", GoType.STRING));

  private static final String ALERT_NAME = "alertname";

  private MessageTypes() {}

  static GoValue kv(Map<String, String> labels) {
    SortedMap<String, GoValue> values = new TreeMap<>();
    labels.forEach((name, value) -> values.put(name, GoValue.of(value)));
    return new GoValue.Mapping(values, KV, false);
  }

  private static Map<String, GoValue> entries(GoValue kv) {
    return ((GoValue.Mapping) kv).entries();
  }

  /// By name, the alert's name first.
  private static GoValue sortedPairs(GoValue kv) {
    Map<String, GoValue> entries = entries(kv);
    List<GoValue> pairs = new ArrayList<>();
    if (entries.containsKey(ALERT_NAME)) {
      pairs.add(pair(ALERT_NAME, entries.get(ALERT_NAME)));
    }
    entries.forEach((name, value) -> {
      if (!name.equals(ALERT_NAME)) {
        pairs.add(pair(name, value));
      }
    });
    return GoValue.list(PAIRS, pairs);
  }

  private static GoValue pair(String name, GoValue value) {
    return GoValue.struct(PAIR, GoValue.of(name), value);
  }

  private static List<GoValue> parts(GoValue pair) {
    return ((GoValue.Struct) pair).values();
  }

  private static GoValue part(GoValue pairs, int index) {
    return GoValue.list(
        STRINGS, pairs.elements().stream().map(pair -> parts(pair).get(index)).toList());
  }

  private static String pairsText(GoValue pairs) {
    return pairs.elements().stream()
        .map(pair -> parts(pair).getFirst().text() + "=" + parts(pair).get(1).text())
        .collect(Collectors.joining(", "));
  }

  private static GoValue without(GoValue kv, GoValue names) {
    Set<String> removed = new HashSet<>(names.texts());
    SortedMap<String, GoValue> kept = new TreeMap<>(entries(kv));
    kept.keySet().removeAll(removed);
    return new GoValue.Mapping(kept, KV, false);
  }

  private static GoValue withStatus(GoValue alerts, String status) {
    List<GoValue> matching =
        alerts.elements().stream()
            .filter(alert -> parts(alert).getFirst().text().equals(status))
            .toList();
    return GoValue.list(GoType.listOf(ALERT), matching);
  }
}
