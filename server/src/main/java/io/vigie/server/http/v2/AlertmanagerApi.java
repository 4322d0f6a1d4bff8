package io.vigie.server.http.v2;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.server.http.Access;
import io.vigie.server.http.JsonRoute;
import io.vigie.server.http.JsonRoute.Method;
import io.vigie.server.telemetry.BuildInfo;
import java.time.InstantSource;
import java.util.List;

/// All operations of the API.
public final class AlertmanagerApi {
  private static final String ROOT = "/api/v2";

  private AlertmanagerApi() {}

  public static List<JsonRoute> routes(
      Alerting alerting, MatcherSyntax syntax, BuildInfo build, InstantSource clock) {
    Filters filters = new Filters(syntax);
    GeneralResource general = new GeneralResource(alerting, filters, build, clock.instant());
    SilencesResource silences = new SilencesResource(alerting, filters, clock);
    AlertsResource alerts = new AlertsResource(alerting, filters, clock);
    GroupsResource groups = new GroupsResource(alerting, filters, clock);
    return List.of(
        new JsonRoute(Method.GET, ROOT + "/status", (_, _) -> general.status()),
        new JsonRoute(Method.GET, ROOT + "/receivers", (request, _) -> general.receivers(request)),
        new JsonRoute(Method.GET, ROOT + "/silences", (request, _) -> silences.list(request)),
        new JsonRoute(Method.POST, ROOT + "/silences", (_, body) -> silences.post(body)),
        new JsonRoute(
            Method.GET, ROOT + "/silence/{silenceID}", (request, _) -> silences.get(request)),
        new JsonRoute(
            Method.DELETE, ROOT + "/silence/{silenceID}", (request, _) -> silences.delete(request)),
        new JsonRoute(Method.GET, ROOT + "/alerts", (request, _) -> alerts.list(request)),
        new JsonRoute(Method.POST, ROOT + "/alerts", Access.INGEST, (_, body) -> alerts.post(body)),
        new JsonRoute(Method.GET, ROOT + "/alerts/groups", (request, _) -> groups.list(request)));
  }
}
