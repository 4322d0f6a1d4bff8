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
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Quiet for alerts that match one of several sets of matchers, for a while. Immutable.
///
/// @param id empty before it is stored
/// @param startsAtMillis milliseconds since the epoch; 0 for now
/// @param terms what the annotations say beyond Alertmanager's
public record Silence(
    String id,
    List<Matchers> matcherSets,
    long startsAtMillis,
    long endsAtMillis,
    long updatedAtMillis,
    String createdBy,
    String comment,
    Map<String, String> annotations,
    SilenceTerms terms) {

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

  /// @throws IllegalArgumentException with a message for the user if the annotations say something
  ///   that makes no sense
  public Silence(
      String id,
      List<Matchers> matcherSets,
      long startsAtMillis,
      long endsAtMillis,
      long updatedAtMillis,
      String createdBy,
      String comment,
      Map<String, String> annotations) {
    this(
        id,
        matcherSets,
        startsAtMillis,
        endsAtMillis,
        updatedAtMillis,
        createdBy,
        comment,
        annotations,
        SilenceTerms.read(annotations, startsAtMillis));
  }

  /// Whether it hides anything: one that recurs is pending between its stretches.
  public State stateAt(long nowMillis) {
    State whole = wholeStateAt(nowMillis);
    if (whole != State.ACTIVE || terms.recurrence().isEmpty()) {
      return whole;
    }
    return windowAfter(nowMillis)
        .map(window -> window.contains(nowMillis) ? State.ACTIVE : State.PENDING)
        .orElse(State.EXPIRED);
  }

  /// As [#stateAt], whether it recurs or not.
  State wholeStateAt(long nowMillis) {
    if (nowMillis < startsAtMillis) {
      return State.PENDING;
    }
    return nowMillis > endsAtMillis ? State.EXPIRED : State.ACTIVE;
  }

  /// Of one that recurs, the stretch at an instant or else the next one.
  public Optional<Recurrence.Window> windowAfter(long nowMillis) {
    return terms
        .recurrence()
        .flatMap(recurrence -> recurrence.windowAfter(Math.max(nowMillis, startsAtMillis)))
        .filter(window -> window.startMillis() <= endsAtMillis);
  }

  /// The same from a known beginning, from which a recurrence goes that does not say its own.
  Silence startingAt(long nowMillis) {
    return new Silence(
        id,
        matcherSets,
        nowMillis,
        endsAtMillis,
        updatedAtMillis,
        createdBy,
        comment,
        annotations,
        SilenceTerms.read(annotations, nowMillis));
  }

  /// With what tools that do not know the terms keep.
  Silence withTermsNoted() {
    Map<String, String> noted = new TreeMap<>(annotations);
    noted.putAll(terms.toAnnotations());
    return new Silence(
        id,
        matcherSets,
        startsAtMillis,
        endsAtMillis,
        updatedAtMillis,
        createdBy,
        comment,
        noted,
        terms);
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
        annotations,
        terms);
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
    Map<String, String> annotations = StateJson.texts(json.path("annotations"));
    long startsAt = json.path("startsAt").asLong();
    return new Silence(
        id,
        sets,
        startsAt,
        json.path("endsAt").asLong(),
        json.path("updatedAt").asLong(),
        json.path("createdBy").asString(),
        json.path("comment").asString(),
        annotations,
        terms(annotations, startsAt));
  }

  /// What was accepted once must not keep a server from starting.
  private static SilenceTerms terms(Map<String, String> annotations, long startsAtMillis) {
    try {
      return SilenceTerms.read(annotations, startsAtMillis);
    } catch (IllegalArgumentException e) {
      return SilenceTerms.NONE;
    }
  }
}
