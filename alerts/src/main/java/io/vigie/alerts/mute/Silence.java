package io.vigie.alerts.mute;

import io.vigie.alerts.matcher.Matcher;
import io.vigie.alerts.matcher.Matchers;
import io.vigie.alerts.store.StateJson;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Quiet for alerts that match one of several sets of matchers, for a while. Immutable.
///
/// @param id empty before it is stored
/// @param startsAtMillis milliseconds since the epoch; 0 for now
public record Silence(
    String id,
    List<Matchers> matcherSets,
    long startsAtMillis,
    long endsAtMillis,
    long updatedAtMillis,
    String createdBy,
    String comment,
    Map<String, String> annotations) {

  /// Where a silence stands in its life.
  public enum State {
    PENDING,
    ACTIVE,
    EXPIRED;

    /// As in the API.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Silence {
    matcherSets = List.copyOf(matcherSets);
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  public State stateAt(long nowMillis) {
    if (nowMillis < startsAtMillis) {
      return State.PENDING;
    }
    return nowMillis > endsAtMillis ? State.EXPIRED : State.ACTIVE;
  }

  public boolean matches(Labels labels) {
    return matcherSets.stream().anyMatch(set -> set.matches(labels));
  }

  Silence with(String newId, long newStartMillis, long newEndMillis, long nowMillis) {
    return new Silence(
        newId,
        matcherSets,
        newStartMillis,
        newEndMillis,
        nowMillis,
        createdBy,
        comment,
        annotations);
  }

  ObjectNode toJson() {
    ObjectNode json = StateJson.object();
    ArrayNode sets = json.putArray("matcherSets");
    for (Matchers set : matcherSets) {
      ArrayNode list = sets.addArray();
      set.list()
          .forEach(matcher ->
              list.addObject()
                  .put("name", matcher.name())
                  .put("operator", matcher.operator().name())
                  .put("value", matcher.value()));
    }
    json.put("startsAt", startsAtMillis);
    json.put("endsAt", endsAtMillis);
    json.put("updatedAt", updatedAtMillis);
    json.put("createdBy", createdBy);
    json.put("comment", comment);
    json.set("annotations", StateJson.of(annotations));
    return json;
  }

  static Silence fromJson(String id, JsonNode json) {
    List<Matchers> sets = new ArrayList<>();
    for (JsonNode set : json.path("matcherSets")) {
      List<Matcher> matchers = new ArrayList<>();
      set.forEach(m ->
          matchers.add(
              Matcher.of(
                  m.path("name").asString(),
                  Operator.valueOf(m.path("operator").asString()),
                  m.path("value").asString())));
      sets.add(new Matchers(matchers));
    }
    return new Silence(
        id,
        sets,
        json.path("startsAt").asLong(),
        json.path("endsAt").asLong(),
        json.path("updatedAt").asLong(),
        json.path("createdBy").asString(),
        json.path("comment").asString(),
        StateJson.texts(json.path("annotations")));
  }
}
