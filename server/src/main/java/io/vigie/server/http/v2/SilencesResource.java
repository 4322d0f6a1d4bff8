package io.vigie.server.http.v2;

import com.google.re2j.PatternSyntaxException;
import io.vigie.alerts.Alerting;
import io.vigie.alerts.matcher.Matcher;
import io.vigie.alerts.matcher.Matchers;
import io.vigie.alerts.mute.Silence;
import io.vigie.alerts.mute.SilenceException;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.JsonRoute.Reply;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/silences` and `/silence/{id}`. Beyond Alertmanager's document a silence may have
/// `matcherSets`, a list of lists of which one has to match; `matchers` is the first of them.
final class SilencesResource {
  private final Alerting alerting;
  private final Filters filters;
  private final InstantSource clock;

  SilencesResource(Alerting alerting, Filters filters, InstantSource clock) {
    this.alerting = alerting;
    this.filters = filters;
    this.clock = clock;
  }

  Reply list(ApiRequest request) {
    List<Matcher> matchers = filters.filter(request);
    long now = clock.millis();
    ArrayNode json = Json.array();
    alerting.silences().all().stream()
        .filter(silence -> Filters.flag(request, silence.stateAt(now).label()))
        .filter(silence -> silence.matcherSets().stream().anyMatch(set -> has(set, matchers)))
        .sorted(order(now))
        .forEach(silence -> json.add(json(silence, now)));
    return Reply.of(json);
  }

  private static boolean has(Matchers set, List<Matcher> wanted) {
    return set.list().containsAll(wanted);
  }

  /// Those in force first, of them the next to end; then the next to begin; then the last to have
  /// ended.
  private static Comparator<Silence> order(long now) {
    return Comparator.<Silence>comparingInt(silence ->
            switch (silence.stateAt(now)) {
              case ACTIVE -> 1;
              case PENDING -> 2;
              case EXPIRED -> 3;
            })
        .thenComparingLong(silence ->
            switch (silence.stateAt(now)) {
              case ACTIVE -> silence.endsAtMillis();
              case PENDING -> silence.startsAtMillis();
              case EXPIRED -> -silence.endsAtMillis();
            });
  }

  private static ObjectNode json(Silence silence, long now) {
    ObjectNode json = Json.object();
    json.put("id", silence.id());
    json.putObject("status").put("state", silence.stateAt(now).label());
    json.put("updatedAt", Json.time(silence.updatedAtMillis()));
    ObjectNode annotations = json.putObject("annotations");
    silence.annotations().forEach(annotations::put);
    json.put("comment", silence.comment());
    json.put("createdBy", silence.createdBy());
    json.put("endsAt", Json.time(silence.endsAtMillis()));
    json.set("matchers", json(silence.matcherSets().getFirst()));
    if (silence.matcherSets().size() > 1) {
      ArrayNode sets = json.putArray("matcherSets");
      silence.matcherSets().forEach(set -> sets.add(json(set)));
    }
    json.put("startsAt", Json.time(silence.startsAtMillis()));
    return json;
  }

  private static ArrayNode json(Matchers matchers) {
    ArrayNode json = Json.array();
    for (Matcher matcher : matchers.list()) {
      json.addObject()
          .put("isEqual", matcher.isEqual())
          .put("isRegex", matcher.isRegex())
          .put("name", matcher.name())
          .put("value", matcher.value());
    }
    return json;
  }

  Reply get(ApiRequest request) {
    String id = request.pathParameter("silenceID");
    return alerting
        .silences()
        .get(id)
        .map(silence -> Reply.of(json(silence, clock.millis())))
        .orElse(new Reply(404, ""));
  }

  Reply delete(ApiRequest request) throws IOException {
    try {
      alerting.silences().expire(request.pathParameter("silenceID"));
      return Reply.EMPTY;
    } catch (SilenceException e) {
      throw toApi(e);
    }
  }

  Reply post(String body) throws IOException {
    Silence wanted = read(Json.parse(body));
    if (wanted.startsAtMillis() >= wanted.endsAtMillis()) {
      throw badData("Failed to create silence: start time must be before end time");
    }
    if (wanted.endsAtMillis() < clock.millis()) {
      throw badData("Failed to create silence: end time can't be in the past");
    }
    try {
      boolean strict = alerting.plan().silences().appliesToAlertmanagerApi();
      Silence stored = alerting.silence(wanted, strict);
      return Reply.of(Json.object().put("silenceID", stored.id()));
    } catch (SilenceException e) {
      throw toApi(e);
    }
  }

  private static ApiException toApi(SilenceException e) {
    ErrorType type =
        switch (e.kind()) {
          case NOT_FOUND -> ErrorType.NOT_FOUND;
          case INVALID, LIMIT, TOO_BROAD -> ErrorType.BAD_DATA;
        };
    return new ApiException(type, String.valueOf(e.getMessage()), e);
  }

  private static ApiException badData(String message) {
    return new ApiException(ErrorType.BAD_DATA, message);
  }

  private static Silence read(JsonNode json) {
    for (String field : List.of("startsAt", "endsAt", "createdBy", "comment")) {
      if (!json.has(field)) {
        throw badData(field + " in body is required");
      }
    }
    List<Matchers> sets = new ArrayList<>();
    json.path("matcherSets").forEach(set -> sets.add(matchers(set)));
    if (sets.isEmpty()) {
      sets.add(matchers(json.path("matchers")));
    }
    Map<String, String> annotations = new TreeMap<>();
    json.path("annotations")
        .properties()
        .forEach(entry -> annotations.put(entry.getKey(), entry.getValue().asString("")));
    try {
      return new Silence(
          json.path("id").asString(""),
          sets,
          Json.timeMillis(json, "startsAt"),
          Json.timeMillis(json, "endsAt"),
          0,
          json.path("createdBy").asString(""),
          json.path("comment").asString(""),
          annotations);
    } catch (IllegalArgumentException e) {
      throw new ApiException(ErrorType.BAD_DATA, "invalid silence: " + e.getMessage(), e);
    }
  }

  private static Matchers matchers(JsonNode array) {
    List<Matcher> matchers = new ArrayList<>();
    for (JsonNode node : array) {
      if (!node.has("name") || !node.has("value") || !node.has("isRegex")) {
        throw badData("matchers: name, value and isRegex are required");
      }
      matchers.add(matcher(node));
    }
    return new Matchers(matchers);
  }

  private static Matcher matcher(JsonNode node) {
    boolean equal = node.path("isEqual").asBoolean(true);
    boolean regex = node.path("isRegex").asBoolean(false);
    Operator operator =
        regex
            ? (equal ? Operator.REGEX : Operator.NOT_REGEX)
            : (equal ? Operator.EQUAL : Operator.NOT_EQUAL);
    String value = node.path("value").asString("");
    try {
      return Matcher.of(node.path("name").asString(""), operator, value);
    } catch (PatternSyntaxException e) {
      throw badData(
          "invalid silence: invalid regular expression \"" + value + "\": " + e.getMessage());
    }
  }
}
