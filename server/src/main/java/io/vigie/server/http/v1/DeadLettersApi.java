package io.vigie.server.http.v1;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.notify.OwedNotification;
import io.vigie.alerts.receiver.Notification;
import io.vigie.model.alert.Fingerprint;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import io.vigie.server.http.TimeText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `notifications/dead`: messages that were given up, and sending one again.
public final class DeadLettersApi implements RouteGroup {
  private static final int MAX_ALERTS = 100;

  private final Alerting alerting;

  public DeadLettersApi(Alerting alerting) {
    this.alerting = alerting;
  }

  @Override
  public void addTo(ApiRouter router) {
    router
        .get("/notifications/dead", _ -> list())
        .post("/notifications/dead/resend", this::resend)
        .post("/notifications/dead/discard", this::discard);
  }

  private Answer list() throws IOException {
    List<OwedNotification> dead =
        alerting.owed().stream().filter(OwedNotification::isDead).toList();
    return Answer.of(json -> {
      json.beginArray();
      for (OwedNotification owed : dead) {
        write(owed, json);
      }
      json.endArray();
    });
  }

  private static void write(OwedNotification owed, JsonWriter json) throws IOException {
    Notification notification = owed.notification();
    json.beginObject().name("id").string(owed.id());
    json.name("destination").string(owed.destination());
    json.name("receiver").string(notification.receiver());
    json.name("groupKey").string(notification.groupKey());
    json.name("groupLabels").labels(notification.groupLabels());
    json.name("time").string(TimeText.format(notification.now()));
    json.name("status").string(notification.status());
    json.name("reason").string(notification.reason().words());
    json.name("attempts").number(owed.attempts());
    json.name("failure").string(owed.failure());
    json.name("alertCount").number(notification.alerts().size());
    json.name("alerts").beginArray();
    for (var alert : notification.alerts().stream().limit(MAX_ALERTS).toList()) {
      json.beginObject().name("fingerprint").string(Fingerprint.text(alert.labels()));
      json.name("labels").labels(alert.labels()).endObject();
    }
    json.endArray().endObject();
  }

  private OwedNotification dead(ApiRequest request) throws IOException {
    String id = request.json().only(List.of("id")).required("id");
    return alerting.owed().stream()
        .filter(owed -> owed.isDead() && owed.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new ApiException(
                ErrorType.NOT_FOUND, "no message with the id \"" + id + "\" was given up"));
  }

  /// Waits for up to a minute.
  private Answer resend(ApiRequest request) throws IOException, InterruptedException {
    Optional<String> problem = alerting.resend(dead(request));
    return Answer.of(json -> {
      json.beginObject().name("delivered").bool(problem.isEmpty());
      if (problem.isPresent()) {
        json.name("problem").string(problem.get());
      }
      json.endObject();
    });
  }

  private Answer discard(ApiRequest request) throws IOException {
    alerting.discard(dead(request));
    return Answer.NOTHING;
  }
}
