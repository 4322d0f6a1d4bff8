package io.vigie.server.http.v1;

import io.vigie.alerts.matcher.Matcher;
import io.vigie.alerts.matcher.MatcherException;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.matcher.Matchers;
import io.vigie.alerts.mute.Recurrence;
import io.vigie.alerts.mute.Silence;
import io.vigie.alerts.mute.SilenceException;
import io.vigie.alerts.mute.SilenceTerms;
import io.vigie.config.yaml.Durations;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the body by which a silence is asked for.
final class SilenceRequest {
  private static final List<String> FIELDS =
      List.of(
          "id",
          "matchers",
          "startsAt",
          "endsAt",
          "for",
          "author",
          "comment",
          "recurrence",
          "untilResolved",
          "warnBefore",
          "warnReceiver",
          "force");
  private static final List<String> RECURRENCE = List.of("rrule", "start", "timeZone", "duration");

  /// For so long one lasts that does not say.
  private static final Duration USUAL = Duration.ofHours(1);

  /// For so long one recurs, or waits for alerts to be over, that does not say.
  private static final Duration LONG = Duration.ofDays(365);

  private SilenceRequest() {}

  /// @throws ApiException if it makes no sense
  static Silence read(ApiRequest request, MatcherSyntax syntax, InstantSource clock) {
    JsonObject body = request.json().only(FIELDS);
    long now = clock.millis();
    long start = body.timeMillis("startsAt").orElse(now);
    Optional<JsonObject> recurring = body.object("recurrence");
    boolean untilResolved = body.bool("untilResolved");
    Duration usual = recurring.isPresent() || untilResolved ? LONG : USUAL;
    long end =
        body.timeMillis("endsAt")
            .orElseGet(() -> start + body.duration("for").orElse(usual).toMillis());
    if (end <= start || end <= now) {
      throw ApiException.invalidParameter("endsAt", "it must end after now, and after it starts");
    }
    SilenceTerms terms =
        new SilenceTerms(
            recurring.map(each -> recurrence(each, start)),
            untilResolved,
            body.duration("warnBefore"),
            body.text("warnReceiver"),
            body.bool("force"));
    return silence(request, body, syntax, start, end, terms);
  }

  private static Silence silence(
      ApiRequest request,
      JsonObject body,
      MatcherSyntax syntax,
      long start,
      long end,
      SilenceTerms terms) {
    String author = body.text("author");
    try {
      return new Silence(
          body.text("id"),
          List.of(matchers(body.texts("matchers"), syntax)),
          start,
          end,
          0,
          author.isEmpty() ? request.caller() : author,
          body.text("comment"),
          terms.toAnnotations());
    } catch (IllegalArgumentException e) {
      throw new ApiException(ErrorType.BAD_DATA, "invalid silence: " + e.getMessage(), e);
    }
  }

  private static Matchers matchers(List<String> texts, MatcherSyntax syntax) {
    List<Matcher> matchers = new ArrayList<>();
    for (String text : texts) {
      try {
        matchers.addAll(syntax.parse(text).list());
      } catch (MatcherException e) {
        throw ApiException.invalidParameter("matchers", String.valueOf(e.getMessage()));
      }
    }
    if (matchers.isEmpty()) {
      throw ApiException.invalidParameter(
          "matchers", "a silence needs at least one, such as job=\"api\"");
    }
    return new Matchers(matchers);
  }

  private static Recurrence recurrence(JsonObject body, long startsAtMillis) {
    body.only(RECURRENCE);
    String zone = body.text("timeZone");
    Duration duration =
        body.duration("duration")
            .orElseThrow(() ->
                ApiException.invalidParameter("recurrence.duration", "is missing; such as 8h"));
    try {
      String start = body.text("start");
      return Recurrence.parse(
          body.required("rrule"),
          start.isEmpty() ? local(startsAtMillis, zone) : start,
          zone,
          duration);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw ApiException.invalidParameter("recurrence", String.valueOf(e.getMessage()));
    }
  }

  private static String local(long millis, String zone) {
    ZoneId id = zone.isEmpty() ? ZoneId.of("UTC") : ZoneId.of(zone);
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), id).withNano(0).toString();
  }

  /// What the request is refused with.
  static ApiException refusal(SilenceException e) {
    ErrorType type =
        switch (e.kind()) {
          case NOT_FOUND -> ErrorType.NOT_FOUND;
          case INVALID, LIMIT, TOO_BROAD -> ErrorType.BAD_DATA;
        };
    return new ApiException(type, String.valueOf(e.getMessage()), e);
  }

  /// As the API's JSON has them.
  static Map<String, Object> json(SilenceTerms terms) {
    Map<String, Object> json = new LinkedHashMap<>();
    terms
        .recurrence()
        .ifPresent(each ->
            json.put(
                "recurrence",
                Map.of(
                    "rrule",
                    each.rule(),
                    "start",
                    each.start().toString(),
                    "timeZone",
                    each.zone().getId(),
                    "duration",
                    Durations.format(each.duration()))));
    json.put("untilResolved", terms.untilResolved());
    return json;
  }
}
