package io.vigie.server.http.rest;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.handling.Acknowledgement;
import io.vigie.alerts.handling.Handling;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.server.http.Access;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.Problem;
import io.vigie.server.http.RestRoute;
import io.vigie.server.http.RestRoute.Method;
import io.vigie.server.http.RestRoute.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// `alerts`: what fires, and what people do about it.
public final class AlertsApi implements RestRoute.Group {
  private static final String ROOT = "/api/alerts";

  /// For so long an alert stays over that somebody declared to be over.
  private static final Duration RESOLVED_FOR = Duration.ofHours(24);

  private final Alerting alerting;
  private final InstantSource clock;

  public AlertsApi(Alerting alerting, InstantSource clock) {
    this.alerting = alerting;
    this.clock = clock;
  }

  @Override
  public List<RestRoute> routes() {
    return List.of(
        new RestRoute(Method.GET, ROOT, Access.READ, this::list),
        new RestRoute(Method.POST, ROOT + "/{id}/acknowledge", Access.EDIT, this::acknowledge),
        new RestRoute(Method.POST, ROOT + "/{id}/resolve", Access.EDIT, this::resolve));
  }

  /// Those that fire, newest first.
  static List<StoredAlert> firing(Alerting alerting, long nowMillis) {
    return alerting.alerts().stream()
        .filter(alert -> !alert.alert().resolvedAt(nowMillis))
        .sorted(
            Comparator.comparingLong((StoredAlert alert) -> alert.alert().startsAtMillis())
                .reversed()
                .thenComparing(StoredAlert::fingerprint))
        .toList();
  }

  private Reply list(ApiRequest request) {
    AlertQuery query = AlertQuery.of(request);
    List<StoredAlert> wanted =
        firing(alerting, clock.millis()).stream()
            .filter(alert -> query.wants(alert, handling(alert)))
            .toList();
    Page<StoredAlert> page = Page.of(wanted, AlertsApi::key, request);
    return page.linked(
        Reply.of(json -> {
          json.beginArray();
          for (StoredAlert alert : page.items()) {
            AlertJson.write(alert, handling(alert), alerting, json);
          }
          json.endArray();
        }),
        request);
  }

  private static String key(StoredAlert alert) {
    return Page.descending(alert.alert().startsAtMillis()) + alert.fingerprint();
  }

  private Handling handling(StoredAlert alert) {
    return alerting.handling().of(alert.fingerprint());
  }

  private StoredAlert existing(String id) {
    return alerting.alerts().stream()
        .filter(alert -> alert.fingerprint().equals(id))
        .findFirst()
        .orElseThrow(() -> new Problem(404, "there is no alert \"" + id + "\""));
  }

  private Reply acknowledge(ApiRequest request) throws IOException {
    String id = request.pathParameter("id");
    String comment = request.json().only(List.of("comment", "user")).text("comment");
    StoredAlert alert = existing(id);
    if (alert.alert().resolvedAt(clock.millis())) {
      throw new Problem(409, "the alert is over already");
    }
    Optional<Acknowledgement> before = alerting.handling().of(id).acknowledgement();
    if (before.isEmpty()) {
      var _ =
          alerting
              .handling()
              .acknowledge(id, request.caller(), comment, Acknowledgement.NEVER)
              .orElseThrow(() -> new Problem(409, "the alert is over already"));
      request.changed("active", "acknowledged: " + comment);
    }
    return Reply.of(json -> AlertJson.write(alert, handling(alert), alerting, json));
  }

  private Reply resolve(ApiRequest request) throws IOException {
    String id = request.pathParameter("id");
    String comment = request.json().only(List.of("comment", "user")).text("comment");
    StoredAlert alert = existing(id);
    boolean byHand = alerting.handling().of(id).resolution().isPresent();
    if (alert.alert().resolvedAt(clock.millis()) && !byHand) {
      throw new Problem(409, "the alert is over already");
    }
    if (!byHand) {
      long until = clock.instant().plus(RESOLVED_FOR).toEpochMilli();
      var _ =
          alerting
              .handling()
              .resolve(id, request.caller(), comment, until)
              .orElseThrow(() -> new Problem(409, "the alert is over already"));
      request.changed("active", "resolved: " + comment);
    }
    StoredAlert now = existing(id);
    return Reply.of(json -> AlertJson.write(now, handling(now), alerting, json));
  }
}
