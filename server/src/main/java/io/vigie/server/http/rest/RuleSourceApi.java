package io.vigie.server.http.rest;

import static io.vigie.server.http.rest.RuleSourceAnswers.audited;
import static io.vigie.server.http.rest.RuleSourceAnswers.explained;
import static io.vigie.server.http.rest.RuleSourceAnswers.file;
import static io.vigie.server.http.rest.RuleSourceAnswers.tag;

import io.vigie.rules.edit.RuleAddress;
import io.vigie.rules.edit.RuleEditException;
import io.vigie.rules.edit.RulePassage;
import io.vigie.server.http.Access;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.EntityTag;
import io.vigie.server.http.Problem;
import io.vigie.server.http.RestRoute;
import io.vigie.server.http.RestRoute.Method;
import io.vigie.server.http.RestRoute.Reply;
import io.vigie.server.http.rest.RuleSourceAnswers.Trials;
import io.vigie.server.ruleedit.RuleEditing;
import io.vigie.server.ruleedit.RuleEditing.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `rules/source`: a rule or a group as it is written in its file, read, tried and replaced.
public final class RuleSourceApi implements RestRoute.Group {
  private static final String ONE = "/api/rules/source";

  private final RuleEditing editing;
  private final Trials trials = new Trials();

  public RuleSourceApi(RuleEditing editing) {
    this.editing = editing;
  }

  @Override
  public List<RestRoute> routes() {
    return List.of(
        new RestRoute(Method.GET, ONE, Access.READ, request -> explained(() -> get(request))),
        new RestRoute(Method.PUT, ONE, Access.EDIT, request -> explained(() -> put(request))),
        new RestRoute(
            Method.POST, ONE + "/check", Access.EDIT, request -> explained(() -> check(request))));
  }

  private Reply get(ApiRequest request) throws RuleEditException, IOException {
    RuleEditing.Source source = editing.find(file(request), address(request));
    return RuleSourceAnswers.passage(200, request, source.passage(), source.obstacle());
  }

  private Reply put(ApiRequest request) throws RuleEditException, IOException {
    String text = text(request);
    String expected = request.header("If-Match");
    if (expected.isEmpty()) {
      throw new Problem(
          428, "say with the header If-Match which version is replaced: the ETag of what was read");
    }
    Outcome outcome =
        editing.save(
            file(request),
            address(request),
            passage -> EntityTag.isAmong(expected, tag(passage)),
            text);
    return switch (outcome) {
      case Outcome.Saved saved -> saved(request, saved);
      case Outcome.Outdated outdated -> outdated(outdated.now());
      case Outcome.Flawed flawed -> RuleSourceAnswers.flawed(flawed.flaws());
      case Outcome.Hindered hindered ->
          RuleSourceAnswers.hindered(file(request), hindered.obstacle());
    };
  }

  private static Reply saved(ApiRequest request, Outcome.Saved saved) {
    request.changed(audited(request, saved.before()), audited(request, saved.after()));
    return RuleSourceAnswers.passage(200, request, saved.after(), Optional.empty());
  }

  private static Reply outdated(RulePassage now) {
    return Reply.problem(
        412,
        "somebody else has changed it since it was read",
        json -> {
          json.name("text").string(now.text());
          json.name("version").string(tag(now));
        });
  }

  private Reply check(ApiRequest request) throws RuleEditException, IOException {
    request.asksOnly();
    String text = text(request);
    return trials.answer(() -> editing.check(file(request), address(request), text));
  }

  private static RuleAddress address(ApiRequest request) {
    String group = request.required("group");
    Optional<Integer> rule = request.number("rule");
    return rule.isPresent()
        ? RuleAddress.ofRule(group, rule.get(), request.required("name"))
        : RuleAddress.ofGroup(group);
  }

  private static String text(ApiRequest request) {
    return RuleSourceAnswers.text(request, "; to remove a rule, change its group");
  }
}
