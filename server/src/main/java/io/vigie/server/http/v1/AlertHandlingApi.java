package io.vigie.server.http.v1;

import io.vigie.alerts.AlertHandling;
import io.vigie.alerts.handling.Acknowledgement;
import io.vigie.alerts.handling.Handling;
import io.vigie.alerts.handling.Note;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.HandlingJson;
import io.vigie.server.http.JsonObject;
import io.vigie.server.http.RouteGroup;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// `alerts/{fingerprint}/…`: acknowledge, take that back, write a note, resolve by hand.
public final class AlertHandlingApi implements RouteGroup {
  /// For so long an alert stays over that somebody declared to be over.
  private static final Duration RESOLVED_FOR = Duration.ofHours(24);

  private final AlertHandling handling;
  private final InstantSource clock;

  public AlertHandlingApi(AlertHandling handling, InstantSource clock) {
    this.handling = handling;
    this.clock = clock;
  }

  @Override
  public void addTo(ApiRouter router) {
    router
        .post("/alerts/{fingerprint}/acknowledge", this::acknowledge)
        .post("/alerts/{fingerprint}/unacknowledge", this::unacknowledge)
        .post("/alerts/{fingerprint}/notes", this::note)
        .post("/alerts/{fingerprint}/resolve", this::resolve);
  }

  private Answer acknowledge(ApiRequest request) throws IOException {
    JsonObject body = request.json().only(List.of("owner", "comment", "expires", "for"));
    long until =
        body.timeMillis("expires")
            .or(() -> body.duration("for").map(this::fromNow))
            .orElse(Acknowledgement.NEVER);
    if (until <= clock.millis()) {
      throw ApiException.invalidParameter("expires", "the time is in the past");
    }
    return answer(
        request,
        handling.acknowledge(
            fingerprint(request), person(request, body, "owner"), body.text("comment"), until));
  }

  private long fromNow(Duration duration) {
    return clock.instant().plus(duration).toEpochMilli();
  }

  private Answer unacknowledge(ApiRequest request) throws IOException {
    JsonObject body = request.json().only(List.of("author", "comment"));
    return answer(
        request,
        handling.unacknowledge(
            fingerprint(request), person(request, body, "author"), body.text("comment")));
  }

  private Answer note(ApiRequest request) throws IOException {
    JsonObject body = request.json().only(List.of("kind", "author", "text"));
    String word = body.text("kind");
    Note.Kind kind =
        Note.Kind.ofWord(word.isEmpty() ? "note" : word)
            .orElseThrow(() ->
                ApiException.invalidParameter(
                    "kind", "\"" + word + "\": there are note, action and resolution"));
    try {
      return answer(
          request,
          handling.note(
              fingerprint(request), kind, person(request, body, "author"), body.required("text")));
    } catch (IllegalArgumentException e) {
      throw new ApiException(ErrorType.EXECUTION, String.valueOf(e.getMessage()), e);
    }
  }

  private Answer resolve(ApiRequest request) throws IOException {
    JsonObject body = request.json().only(List.of("author", "comment", "for"));
    long until = fromNow(body.duration("for").orElse(RESOLVED_FOR));
    return answer(
        request,
        handling.resolve(
            fingerprint(request), person(request, body, "author"), body.text("comment"), until));
  }

  private static String fingerprint(ApiRequest request) {
    return request.pathParameter("fingerprint");
  }

  /// Whoever is named, or whoever asks where nobody is.
  private static String person(ApiRequest request, JsonObject body, String field) {
    String named = body.text(field).strip();
    return named.isEmpty() ? request.caller() : named;
  }

  private static Answer answer(ApiRequest request, Optional<Handling> done) {
    Handling now =
        done.orElseThrow(() ->
            new ApiException(
                ErrorType.NOT_FOUND,
                "no alert with the fingerprint \"" + fingerprint(request) + "\" fires"));
    return Answer.of(json -> {
      json.beginObject();
      HandlingJson.write(now, json);
      json.endObject();
    });
  }
}
