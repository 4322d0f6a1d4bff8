package io.vigie.server.http.v1;

import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/// `rules`, `alerts` and `alertmanagers` of a server that evaluates no rules: there are none.
public final class RulesApi implements RouteGroup {
  private static final Set<String> TYPES = Set.of("", "alert", "record");

  private final MatchParameter match;

  public RulesApi(MatchParameter match) {
    this.match = match;
  }

  @Override
  public void addTo(ApiRouter router) {
    router
        .get("/rules", this::rules)
        .get("/alerts", _ -> Answer.of(json -> emptyLists(json, "alerts")))
        .get(
            "/alertmanagers",
            _ ->
                Answer.of(json -> emptyLists(json, "activeAlertmanagers", "droppedAlertmanagers")));
  }

  private Answer rules(ApiRequest request) {
    match.parse(request);
    String type = request.parameter("type").toLowerCase(Locale.ROOT);
    if (!TYPES.contains(type)) {
      throw ApiException.invalidParameter("type", "not supported value \"" + type + "\"");
    }
    return Answer.of(json -> emptyLists(json, "groups"));
  }

  private static void emptyLists(JsonWriter json, String... names) throws IOException {
    json.beginObject();
    for (String name : names) {
      json.name(name).beginArray().endArray();
    }
    json.endObject();
  }
}
