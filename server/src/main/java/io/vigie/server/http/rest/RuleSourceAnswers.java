package io.vigie.server.http.rest;

import io.vigie.config.yaml.ConfigException;
import io.vigie.rules.edit.RuleEditException;
import io.vigie.rules.edit.RulePassage;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.EntityTag;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.Problem;
import io.vigie.server.http.RestRoute.Reply;
import io.vigie.server.http.v1.FindingJson;
import io.vigie.server.ruleedit.Flaw;
import io.vigie.server.ruleedit.NoSuchRuleFileException;
import io.vigie.server.ruleedit.Obstacle;
import io.vigie.server.ruleedit.RuleEditing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// What the operations on rule files have in common: how they ask, and how they answer.
final class RuleSourceAnswers {
  private static final int MAX_TEXT_LENGTH = 1 << 20;

  private RuleSourceAnswers() {}

  /// Answers, or says why not.
  interface Endpoint {
    Reply answer() throws RuleEditException, IOException;
  }

  static Reply explained(Endpoint endpoint) throws IOException {
    try {
      return endpoint.answer();
    } catch (RuleEditException | NoSuchRuleFileException e) {
      throw new Problem(404, String.valueOf(e.getMessage()));
    } catch (ConfigException e) {
      throw new Problem(
          409, "the file on disk is not well formed now, mend it first: " + e.getMessage());
    }
  }

  /// Looks at a text, at most so many at once: each may ask the store many times.
  static final class Trials {
    private static final int MOST_AT_ONCE = 2;

    private final Semaphore free = new Semaphore(MOST_AT_ONCE);

    interface Looking {
      RuleEditing.Trial look() throws RuleEditException, IOException;
    }

    Reply answer(Looking looking) throws RuleEditException, IOException {
      if (!free.tryAcquire()) {
        throw new Problem(
            503, MOST_AT_ONCE + " texts are being looked at, the most at once: try again");
      }
      try {
        RuleEditing.Trial trial = looking.look();
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
  }

  static String file(ApiRequest request) {
    return request.required("file");
  }

  static String text(ApiRequest request, String ifBlank) {
    String text = request.json().only(List.of("text")).text("text", MAX_TEXT_LENGTH);
    if (text.isBlank()) {
      throw new Problem(422, "text: is missing or empty" + ifBlank);
    }
    return text;
  }

  static String audited(ApiRequest request, RulePassage passage) {
    return "# %s:%d, group %s%n%s"
        .formatted(file(request), passage.line(), passage.address().group(), passage.text());
  }

  static Reply flawed(List<Flaw> flaws) {
    return Reply.problem(
        422, "nothing was written: " + flaws.getFirst().reason(), json -> writeFlaws(flaws, json));
  }

  static Reply hindered(String file, Obstacle obstacle) {
    return Reply.problem(
        409,
        "%s cannot be changed here: %s".formatted(file, obstacle.reason()),
        json -> json.name("obstacle").string(obstacle.word()));
  }

  static Reply passage(
      int status, ApiRequest request, RulePassage passage, Optional<Obstacle> obstacle) {
    String file = file(request);
    return Reply.of(
            status,
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
              writeObstacle(obstacle, json);
              json.endObject();
            })
        .withTag(tag(passage));
  }

  static void writeObstacle(Optional<Obstacle> obstacle, JsonWriter json) throws IOException {
    if (obstacle.isPresent()) {
      json.name("obstacle").string(obstacle.get().word());
      json.name("obstacleReason").string(obstacle.get().reason());
    }
  }

  /// Of the text alone: a rule above that became longer makes no other version of this one.
  static String tag(RulePassage passage) {
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
}
