package io.vigie.server.http.rest;

import static io.vigie.server.http.rest.RuleSourceAnswers.explained;
import static io.vigie.server.http.rest.RuleSourceAnswers.file;

import io.vigie.rules.edit.RuleEditException;
import io.vigie.rules.edit.RulePassage;
import io.vigie.rules.file.GroupDefinition;
import io.vigie.server.http.Access;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RestRoute;
import io.vigie.server.http.RestRoute.Method;
import io.vigie.server.http.RestRoute.Reply;
import io.vigie.server.http.rest.RuleSourceAnswers.Trials;
import io.vigie.server.ruleedit.RuleAdding;
import io.vigie.server.ruleedit.RuleAdding.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `rules/source/new`: one more rule or group, tried and written to a rule file; and
/// `rules/source/files`, where that can be.
public final class RuleAddingApi implements RestRoute.Group {
  private static final String NEW = "/api/rules/source/new";
  private static final String FILES = "/api/rules/source/files";

  private final RuleAdding adding;
  private final Trials trials = new Trials();

  public RuleAddingApi(RuleAdding adding) {
    this.adding = adding;
  }

  @Override
  public List<RestRoute> routes() {
    return List.of(
        new RestRoute(Method.GET, FILES, Access.READ, _ -> places()),
        new RestRoute(Method.POST, NEW, Access.EDIT, request -> explained(() -> add(request))),
        new RestRoute(
            Method.POST, NEW + "/check", Access.EDIT, request -> explained(() -> check(request))));
  }

  private Reply places() throws IOException {
    RuleAdding.Places places = adding.places();
    return Reply.of(json -> {
      json.beginObject().name("files").beginArray();
      for (RuleAdding.Place place : places.files()) {
        write(place, json);
      }
      json.endArray();
      json.name("patterns").beginArray();
      for (String pattern : places.patterns()) {
        json.string(pattern);
      }
      json.endArray().endObject();
    });
  }

  private static void write(RuleAdding.Place place, JsonWriter json) throws IOException {
    json.beginObject().name("file").string(place.file());
    json.name("groups").beginArray();
    for (GroupDefinition group : place.groups()) {
      json.beginObject().name("name").string(group.name());
      json.name("labels").labels(group.labels()).endObject();
    }
    json.endArray();
    RuleSourceAnswers.writeObstacle(place.obstacle(), json);
    json.endObject();
  }

  private Reply add(ApiRequest request) throws RuleEditException, IOException {
    String text = RuleSourceAnswers.text(request, "");
    return switch (adding.add(file(request), group(request), text)) {
      case Outcome.Added(RulePassage passage) -> added(request, passage);
      case Outcome.Flawed flawed -> RuleSourceAnswers.flawed(flawed.flaws());
      case Outcome.Hindered hindered ->
          RuleSourceAnswers.hindered(file(request), hindered.obstacle());
    };
  }

  private static Reply added(ApiRequest request, RulePassage passage) {
    request.changed("", RuleSourceAnswers.audited(request, passage));
    return RuleSourceAnswers.passage(201, request, passage, Optional.empty());
  }

  private Reply check(ApiRequest request) throws RuleEditException, IOException {
    request.asksOnly();
    String text = RuleSourceAnswers.text(request, "");
    return trials.answer(() -> adding.check(file(request), group(request), text));
  }

  /// Whose rule it is; without one it is a group.
  private static Optional<String> group(ApiRequest request) {
    return Optional.of(request.parameter("group")).filter(group -> !group.isEmpty());
  }
}
