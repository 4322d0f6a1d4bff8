package io.vigie.server.http.rest;

import io.vigie.config.yaml.ConfigException;
import io.vigie.rules.edit.RuleAddress;
import io.vigie.rules.edit.RuleEditException;
import io.vigie.rules.edit.RulePassage;
import io.vigie.server.http.Access;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.EntityTag;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.Problem;
import io.vigie.server.http.RestRoute;
import io.vigie.server.http.RestRoute.Method;
import io.vigie.server.http.RestRoute.Reply;
import io.vigie.server.http.v1.FindingJson;
import io.vigie.server.ruleedit.Flaw;
import io.vigie.server.ruleedit.NoSuchRuleFileException;
import io.vigie.server.ruleedit.Obstacle;
import io.vigie.server.ruleedit.RuleEditing;
import io.vigie.server.ruleedit.RuleEditing.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// `rules/source`: a rule or a group as it is written in its file, read, tried and replaced.
public final class RuleSourceApi implements RestRoute.Group {
  private static final String ONE = "/api/rules/source";
  private static final int MAX_TEXT_LENGTH = 1 << 20;

  /// Each may ask the store many times.
  private static final int MAX_TRIALS_AT_ONCE = 2;

  private final RuleEditing editing;
  private final Semaphore free = new Semaphore(MAX_TRIALS_AT_ONCE);

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

  /// Answers, or says why not.
  private interface Endpoint {
    Reply answer() throws RuleEditException, IOException;
  }

  private static Reply explained(Endpoint endpoint) throws IOException {
    try {
      return endpoint.answer();
    } catch (RuleEditException | NoSuchRuleFileException e) {
      throw new Problem(404, String.valueOf(e.getMessage()));
    } catch (ConfigException e) {
      throw new Problem(
          409, "the file on disk is not well formed now, mend it first: " + e.getMessage());
    }
  }

  private Reply get(ApiRequest request) throws RuleEditException, IOException {
    RuleEditing.Source source = editing.find(file(request), address(request));
    return answer(request, source.passage(), source.obstacle());
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
      case Outcome.Flawed flawed -> flawed(flawed.flaws());
      case Outcome.Hindered hindered -> hindered(file(request), hindered.obstacle());
    };
  }

  private static Reply saved(ApiRequest request, Outcome.Saved saved) {
    request.changed(audited(request, saved.before()), audited(request, saved.after()));
    return answer(request, saved.after(), Optional.empty());
  }

  private static String audited(ApiRequest request, RulePassage passage) {
    return "# %s:%d, group %s%n%s"
        .formatted(file(request), passage.line(), passage.address().group(), passage.text());
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

  private static Reply flawed(List<Flaw> flaws) {
    return Reply.problem(
        422, "nothing was written: " + flaws.getFirst().reason(), json -> writeFlaws(flaws, json));
  }

  private static Reply hindered(String file, Obstacle obstacle) {
    return Reply.problem(
        409,
        "%s cannot be changed here: %s".formatted(file, obstacle.reason()),
        json -> json.name("obstacle").string(obstacle.word()));
  }

  private Reply check(ApiRequest request) throws RuleEditException, IOException {
    request.asksOnly();
    String text = text(request);
    if (!free.tryAcquire()) {
      throw new Problem(
          503, MAX_TRIALS_AT_ONCE + " texts are being looked at, the most at once: try again");
    }
    try {
      RuleEditing.Trial trial = editing.check(file(request), address(request), text);
      return Reply.of(json -> {
        json.beginObject();
        writeFlaws(trial.flaws(), json);
        FindingJson.writeList(trial.findings(), json);
        json.endObject();
      });
    } finally {
      free.release();
    }
  }

  private static Reply answer(
      ApiRequest request, RulePassage passage, Optional<Obstacle> obstacle) {
    String file = file(request);
    return Reply.of(
            json -> {
              json.beginObject().name("file").string(file);
              json.name("group").string(passage.address().group());
              json.name("groupLabels").labels(passage.groupLabels());
              if (passage.address().rule().isPresent()) {
                json.name("rule").number((long) passage.address().rule().get().index());
                json.name("name").string(passage.address().rule().get().name());
              }
              json.name("line").number((long) passage.line());
              json.name("text").string(passage.text());
              json.name("version").string(tag(passage));
              if (obstacle.isPresent()) {
                json.name("obstacle").string(obstacle.get().word());
                json.name("obstacleReason").string(obstacle.get().reason());
              }
              json.endObject();
            })
        .withTag(tag(passage));
  }

  /// Of the text alone: a rule above that became longer makes no other version of this one.
  private static String tag(RulePassage passage) {
    return EntityTag.of(passage.text().getBytes(StandardCharsets.UTF_8));
  }

  private static void writeFlaws(List<Flaw> flaws, JsonWriter json) throws IOException {
    json.name("problems").beginArray();
    for (Flaw flaw : flaws) {
      json.beginObject().name("line").number((long) flaw.line());
      json.name("reason").string(flaw.reason()).endObject();
    }
    json.endArray();
  }

  private static String file(ApiRequest request) {
    return request.required("file");
  }

  private static RuleAddress address(ApiRequest request) {
    String group = request.required("group");
    Optional<Integer> rule = request.number("rule");
    return rule.isPresent()
        ? RuleAddress.ofRule(group, rule.get(), request.required("name"))
        : RuleAddress.ofGroup(group);
  }

  private static String text(ApiRequest request) {
    String text = request.json().only(List.of("text")).text("text", MAX_TEXT_LENGTH);
    if (text.isBlank()) {
      throw new Problem(422, "text: is missing or empty; to remove a rule, change its group");
    }
    return text;
  }
}
