package io.vigie.server.http.v1;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.history.History;
import io.vigie.alerts.history.HistoryCursor;
import io.vigie.alerts.history.HistoryEvent;
import io.vigie.alerts.matcher.Matcher;
import io.vigie.alerts.matcher.MatcherException;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.matcher.Matchers;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import io.vigie.server.http.TimeText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `alerts/history`: what happened to alerts and who was told, newest first.
public final class HistoryApi implements RouteGroup {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 5_000;

  /// Details that are times, in milliseconds.
  private static final Set<String> TIMES = Set.of("startsAt", "endsAt", "until", "triggeredAt");

  private final Alerting alerting;
  private final MatcherSyntax syntax;

  public HistoryApi(Alerting alerting, MatcherSyntax syntax) {
    this.alerting = alerting;
    this.syntax = syntax;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.get("/alerts/history", this::history);
  }

  private Answer history(ApiRequest request) throws IOException {
    History.Page page = alerting.history().read(question(request));
    return Answer.of(json -> write(page, json));
  }

  private History.Question question(ApiRequest request) {
    int limit = request.limit() == 0 ? DEFAULT_LIMIT : request.limit();
    if (limit > MAX_LIMIT) {
      throw ApiException.invalidParameter("limit", "at most " + MAX_LIMIT + " events a page");
    }
    String fingerprint = request.parameter("fingerprint");
    return new History.Question(
        request.timeRange(),
        matchers(request),
        fingerprint.isEmpty() ? Optional.empty() : Optional.of(fingerprint),
        limit,
        cursor(request.parameter("next")));
  }

  private Matchers matchers(ApiRequest request) {
    List<Matcher> matchers = new ArrayList<>();
    for (String text : request.parameters("filter")) {
      try {
        matchers.addAll(syntax.parse(text).list());
      } catch (MatcherException e) {
        throw ApiException.invalidParameter("filter", String.valueOf(e.getMessage()));
      }
    }
    return new Matchers(matchers);
  }

  private static Optional<HistoryCursor> cursor(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<HistoryCursor> cursor = HistoryCursor.parse(text);
    if (cursor.isEmpty()) {
      throw new ApiException(
          ErrorType.BAD_DATA,
          "\"" + text + "\" is no place in the history: give what an answer had as next");
    }
    return cursor;
  }

  private static void write(History.Page page, JsonWriter json) throws IOException {
    json.beginObject().name("events").beginArray();
    for (HistoryEvent event : page.events()) {
      write(event, json);
    }
    json.endArray();
    if (page.next().isPresent()) {
      json.name("next").string(page.next().get().toString());
    }
    json.endObject();
  }

  /// One event, its details beside its labels.
  static void write(HistoryEvent event, JsonWriter json) throws IOException {
    json.beginObject().name("time").string(time(event.timestampMillis()));
    json.name("kind").string(event.kind()).name("labels").labels(event.labels());
    for (var detail : event.details().properties()) {
      JsonNode value = detail.getValue();
      json.name(detail.getKey());
      if (TIMES.contains(detail.getKey()) && value.isNumber()) {
        json.string(time(value.asLong()));
      } else {
        json.tree(JsonMapper.shared().convertValue(value, Object.class));
      }
    }
    json.endObject();
  }

  private static String time(long millis) {
    return TimeText.format(Instant.ofEpochMilli(millis));
  }
}
