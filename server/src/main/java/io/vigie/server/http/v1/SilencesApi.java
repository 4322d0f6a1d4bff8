package io.vigie.server.http.v1;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.matcher.Matcher;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.mute.HiddenAlerts;
import io.vigie.alerts.mute.Silence;
import io.vigie.alerts.mute.Silence.State;
import io.vigie.alerts.mute.SilenceException;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.JsonObject;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import io.vigie.server.http.TimeText;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `silences…`: silences with what they have beyond Alertmanager's, whose own API stands beside it.
public final class SilencesApi implements RouteGroup {
  private static final int MAX_PREVIEWED = 100;

  private final Alerting alerting;
  private final MatcherSyntax syntax;
  private final InstantSource clock;

  public SilencesApi(Alerting alerting, MatcherSyntax syntax, InstantSource clock) {
    this.alerting = alerting;
    this.syntax = syntax;
    this.clock = clock;
  }

  @Override
  public void addTo(ApiRouter router) {
    router
        .get("/silences", this::list)
        .post("/silences", this::create)
        .post("/silences/preview", this::preview)
        .post("/silences/expire", this::expire);
  }

  private Answer list(ApiRequest request) {
    long now = clock.millis();
    String state = request.parameter("state");
    if (!state.isEmpty() && !List.of("active", "pending", "expired").contains(state)) {
      throw ApiException.invalidParameter("state", "there are active, pending and expired");
    }
    List<Silence> silences =
        alerting.silences().all().stream()
            .filter(silence -> state.isEmpty() || silence.stateAt(now).label().equals(state))
            .sorted(
                Comparator.comparing((Silence silence) -> silence.stateAt(now) == State.EXPIRED)
                    .thenComparing(Silence::endsAtMillis))
            .toList();
    List<StoredAlert> firing = firing(now);
    return Answer.of(json -> {
      json.beginArray();
      for (Silence silence : silences) {
        write(json, silence, firing, now);
      }
      json.endArray();
    });
  }

  private List<StoredAlert> firing(long nowMillis) {
    return alerting.alerts().stream()
        .filter(alert -> !alert.alert().resolvedAt(nowMillis))
        .toList();
  }

  private void write(JsonWriter json, Silence silence, List<StoredAlert> firing, long nowMillis)
      throws IOException {
    HiddenAlerts.Count hidden = alerting.silences().hidden().of(silence.id());
    json.beginObject();
    json.name("id").string(silence.id());
    json.name("state").string(silence.stateAt(nowMillis).label());
    json.name("matchers");
    json.beginArray();
    for (var set : silence.matcherSets()) {
      json.strings(set.list().stream().map(Matcher::toString).toList());
    }
    json.endArray();
    json.name("startsAt").string(time(silence.startsAtMillis()));
    json.name("endsAt").string(time(silence.endsAtMillis()));
    json.name("author").string(silence.createdBy()).name("comment").string(silence.comment());
    for (Map.Entry<String, Object> term : SilenceRequest.json(silence.terms()).entrySet()) {
      json.name(term.getKey()).tree(term.getValue());
    }
    var window = silence.windowAfter(nowMillis);
    if (window.isPresent()) {
      json.name("window").beginObject();
      json.name("start").string(time(window.get().startMillis()));
      json.name("end").string(time(window.get().endMillisExclusive())).endObject();
    }
    json.name("hidden").beginObject();
    json.name("alerts").number(hidden.alerts()).name("messages").number(hidden.messages());
    json.name("now").number(count(silence, firing)).endObject();
    json.endObject();
  }

  private static String time(long millis) {
    return TimeText.format(Instant.ofEpochMilli(millis));
  }

  private static long count(Silence silence, List<StoredAlert> firing) {
    return firing.stream().filter(alert -> silence.matches(alert.alert().labels())).count();
  }

  private Answer create(ApiRequest request) throws IOException {
    try {
      Silence stored = alerting.silence(SilenceRequest.read(request, syntax, clock), true);
      List<StoredAlert> firing = firing(clock.millis());
      return Answer.of(json -> write(json, stored, firing, clock.millis()));
    } catch (SilenceException e) {
      throw SilenceRequest.refusal(e);
    }
  }

  /// What a silence would hide now, and whether it would be refused; nothing is made.
  private Answer preview(ApiRequest request) {
    Silence wanted = SilenceRequest.read(request, syntax, clock);
    long now = clock.millis();
    List<StoredAlert> firing = firing(now);
    List<StoredAlert> hidden =
        firing.stream().filter(alert -> wanted.matches(alert.alert().labels())).toList();
    Optional<String> refusal = refusal(wanted, firing);
    return Answer.of(json -> {
      json.beginObject();
      json.name("firing").number(firing.size()).name("hidden").number(hidden.size());
      json.name("alerts").beginArray();
      for (StoredAlert alert : hidden.stream().limit(MAX_PREVIEWED).toList()) {
        json.beginObject().name("fingerprint").string(alert.fingerprint());
        json.name("labels").labels(alert.alert().labels()).endObject();
      }
      json.endArray();
      var window = wanted.windowAfter(now);
      if (window.isPresent()) {
        json.name("window").beginObject();
        json.name("start").string(time(window.get().startMillis()));
        json.name("end").string(time(window.get().endMillisExclusive())).endObject();
      }
      json.name("refusal").string(refusal.orElse(""));
      json.endObject();
    });
  }

  private Optional<String> refusal(Silence wanted, List<StoredAlert> firing) {
    try {
      alerting
          .silences()
          .refuseTooBroad(
              wanted,
              firing.stream().map(alert -> alert.alert().labels()).toList(),
              alerting.plan().silences().maxShare());
      return Optional.empty();
    } catch (SilenceException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Answer expire(ApiRequest request) throws IOException {
    JsonObject body = request.json().only(List.of("id"));
    try {
      alerting.silences().expire(body.required("id"));
      return Answer.NOTHING;
    } catch (SilenceException e) {
      throw e.kind() == SilenceException.Kind.NOT_FOUND
          ? new ApiException(ErrorType.NOT_FOUND, "there is no silence " + body.text("id"), e)
          : SilenceRequest.refusal(e);
    }
  }
}
