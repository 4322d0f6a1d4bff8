package io.vigie.server.http.rest;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.health.check.CheckStatus;
import io.vigie.health.check.Checks;
import io.vigie.server.http.Access;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.Problem;
import io.vigie.server.http.RestRoute;
import io.vigie.server.http.RestRoute.Method;
import io.vigie.server.http.RestRoute.Reply;
import io.vigie.server.http.TimeText;
import io.vigie.server.views.Charts;
import io.vigie.server.views.FieldMapping.View;
import io.vigie.server.views.ViewReader;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `dashboard/…`: everything at a glance, and how it came to that.
public final class DashboardApi implements RestRoute.Group {
  private static final String ROOT = "/api/dashboard/";
  private static final int NEWEST = 5;

  /// How much time a chart shows for each interval between its points: a few hundred points.
  private static final Map<String, Duration> INTERVALS =
      Map.of(
          "1m", Duration.ofMinutes(1),
          "5m", Duration.ofMinutes(5),
          "15m", Duration.ofMinutes(15),
          "1h", Duration.ofHours(1),
          "6h", Duration.ofHours(6),
          "1d", Duration.ofDays(1));

  private static final int USUAL_POINTS = 60;
  private static final int MAX_POINTS = 11_000;

  private final MetricsApi metrics;
  private final Charts charts;
  private final Alerting alerting;
  private final Checks checks;
  private final InstantSource clock;

  public DashboardApi(
      MetricsApi metrics, Charts charts, Alerting alerting, Checks checks, InstantSource clock) {
    this.metrics = metrics;
    this.charts = charts;
    this.alerting = alerting;
    this.checks = checks;
    this.clock = clock;
  }

  @Override
  public List<RestRoute> routes() {
    return List.of(
        new RestRoute(
            Method.GET, ROOT + "summary", Access.READ, _ -> everything(Set.of(View.values()))),
        new RestRoute(
            Method.GET,
            ROOT + "realtime",
            Access.READ,
            _ -> everything(Set.of(View.SYSTEM, View.APPLICATION))),
        new RestRoute(Method.GET, ROOT + "charts/{type}", Access.READ, this::chart));
  }

  private Reply everything(Set<View> views) {
    Map<View, ViewReader.Fields> fields = new EnumMap<>(View.class);
    views.forEach(view -> fields.put(view, metrics.read(view)));
    List<StoredAlert> firing = AlertsApi.firing(alerting, clock.millis());
    List<CheckStatus> services = checks.all();
    return Reply.of(json -> {
      json.beginObject().name("timestamp").string(TimeText.format(clock.instant()));
      for (Map.Entry<View, ViewReader.Fields> view : fields.entrySet()) {
        MetricsApi.write(view.getKey().word(), view.getValue(), json);
      }
      writeAlerts(firing, json);
      json.name("health").beginObject().name("status");
      json.string(Checks.overall(services).word());
      CheckJson.writeCounts(services, json);
      json.endObject().endObject();
    });
  }

  private void writeAlerts(List<StoredAlert> firing, JsonWriter json) throws IOException {
    json.name("alerts").beginObject().name("active").number((long) firing.size());
    json.name("bySeverity").beginObject();
    for (Severity severity : Severity.values()) {
      long count =
          firing.stream()
              .filter(
                  alert -> Severity.isSame(severity.word(), alert.alert().labels().get("severity")))
              .count();
      json.name(severity.word()).number(count);
    }
    json.endObject().name("newest").beginArray();
    for (StoredAlert alert : firing.subList(0, Math.min(NEWEST, firing.size()))) {
      AlertJson.write(alert, alerting.handling().of(alert.fingerprint()), alerting, json);
    }
    json.endArray().endObject();
  }

  private Reply chart(ApiRequest request) {
    String type = request.pathParameter("type");
    Duration step = step(request.parameter("interval"));
    Duration range = request.optionalDuration("range").orElse(step.multipliedBy(USUAL_POINTS));
    if (!range.isPositive() || range.dividedBy(step) > MAX_POINTS) {
      throw new Problem(400, "range: positive, and " + MAX_POINTS + " intervals at most");
    }
    List<Charts.Line> lines =
        charts
            .draw(type, clock.millis(), range, step)
            .orElseThrow(() ->
                new Problem(
                    404,
                    "there is no chart \"%s\"; there are: %s"
                        .formatted(type, String.join(", ", charts.types()))));
    return Reply.of(json -> {
      json.beginObject().name("type").string(type);
      json.name("interval").number(step.toSeconds()).name("series").beginArray();
      for (Charts.Line line : lines) {
        write(line, json);
      }
      json.endArray().endObject();
    });
  }

  private static Duration step(String interval) {
    Duration step = INTERVALS.get(interval.isEmpty() ? "1m" : interval);
    if (step == null) {
      throw new Problem(
          400, "interval: \"" + interval + "\": there are 1m, 5m, 15m, 1h, 6h and 1d");
    }
    return step;
  }

  private static void write(Charts.Line line, JsonWriter json) throws IOException {
    json.beginObject().name("name").string(line.field()).name("labels").labels(line.labels());
    json.name("points").beginArray();
    for (Charts.Point point : line.points()) {
      json.beginObject().name("timestamp").number(point.timestampMillis());
      json.name("value").number(point.value()).endObject();
    }
    json.endArray().endObject();
  }
}
