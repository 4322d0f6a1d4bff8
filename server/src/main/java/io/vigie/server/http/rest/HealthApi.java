package io.vigie.server.http.rest;

import io.vigie.health.HealthState;
import io.vigie.health.check.CheckChange;
import io.vigie.health.check.CheckDefinition;
import io.vigie.health.check.CheckStatus;
import io.vigie.health.check.CheckTarget;
import io.vigie.health.check.Checks;
import io.vigie.health.check.DayUptime;
import io.vigie.server.http.Access;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.JsonObject;
import io.vigie.server.http.Problem;
import io.vigie.server.http.RestRoute;
import io.vigie.server.http.RestRoute.Method;
import io.vigie.server.http.RestRoute.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `health…`: how the services are that are looked at, and `/ping/{token}`, where those report that
/// are not. Unhealthy is answered with 503, as health endpoints do.
public final class HealthApi implements RestRoute.Group {
  private static final String ROOT = "/api/health";
  private static final String ONE = ROOT + "/services/{name}";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int USUAL_DAYS = 90;
  private static final int MAX_DAYS = 366;
  private static final int MAX_CHANGES = 100;

  private final Checks checks;

  public HealthApi(Checks checks) {
    this.checks = checks;
  }

  @Override
  public List<RestRoute> routes() {
    return List.of(
        new RestRoute(Method.GET, ROOT, Access.READ, _ -> overall(checks.all())),
        new RestRoute(Method.GET, ROOT + "/services", Access.READ, this::services),
        new RestRoute(Method.GET, ONE, Access.READ, this::service),
        new RestRoute(Method.GET, ONE + "/history", Access.READ, this::history),
        new RestRoute(Method.POST, ROOT + "/check", Access.EDIT, this::checkNow),
        new RestRoute(Method.POST, ROOT + "/services", Access.EDIT, this::add),
        new RestRoute(Method.DELETE, ONE, Access.EDIT, this::remove),
        new RestRoute(Method.GET, "/ping/{token}", Access.OPEN, this::ping),
        new RestRoute(Method.POST, "/ping/{token}", Access.OPEN, this::ping));
  }

  private static int status(HealthState state) {
    return state == HealthState.UNHEALTHY ? 503 : 200;
  }

  private static Reply overall(List<CheckStatus> all) {
    return Reply.of(status(Checks.overall(all)), describe(all));
  }

  /// How the services are, all in all and each.
  static Answer.JsonBody describe(List<CheckStatus> all) {
    return json -> {
      json.beginObject().name("status").string(Checks.overall(all).word());
      CheckJson.writeCounts(all, json);
      json.name("services").beginArray();
      for (CheckStatus check : all) {
        CheckJson.writeShort(check, json);
      }
      json.endArray().endObject();
    };
  }

  private Reply services(ApiRequest request) {
    List<CheckStatus> all = checks.all();
    Page<CheckStatus> page = Page.of(all, check -> check.definition().name(), request);
    return page.linked(
        Reply.of(
            status(Checks.overall(all)),
            json -> {
              json.beginArray();
              for (CheckStatus check : page.items()) {
                CheckJson.write(check, json);
              }
              json.endArray();
            }),
        request);
  }

  private Reply service(ApiRequest request) {
    CheckStatus check = existing(request.pathParameter("name"));
    return Reply.of(status(check.state()), json -> CheckJson.write(check, json));
  }

  private CheckStatus existing(String name) {
    return checks
        .find(name)
        .orElseThrow(() -> new Problem(404, "there is no service \"" + name + "\""));
  }

  private Reply history(ApiRequest request) throws IOException {
    String name = existing(request.pathParameter("name")).definition().name();
    int count = days(request.parameter("days"));
    List<DayUptime> days = checks.days(name, count);
    List<CheckChange> changes = checks.changes(name, MAX_CHANGES);
    return Reply.of(json -> CheckHistoryJson.write(name, days, changes, json));
  }

  private static int days(String text) {
    if (text.isEmpty()) {
      return USUAL_DAYS;
    }
    if (!text.matches("[0-9]{1,3}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MAX_DAYS) {
      throw new Problem(400, "days: from 1 to " + MAX_DAYS + ", not \"" + text + "\"");
    }
    return Integer.parseInt(text);
  }

  private Reply checkNow(ApiRequest request) throws InterruptedException {
    JsonObject body = request.json().only(List.of("name", "service"));
    String name = body.text("name").isEmpty() ? body.text("service") : body.text("name");
    if (!name.isEmpty()) {
      var _ = existing(name);
    }
    checks.checkNow(name, PATIENCE);
    List<CheckStatus> seen =
        checks.all().stream()
            .filter(check -> name.isEmpty() || check.definition().name().equals(name))
            .toList();
    return new Reply(200, overall(seen).body(), Map.of(), List.of());
  }

  private Reply add(ApiRequest request) throws IOException {
    JsonObject body =
        request.json().only(List.of("name", "url", "interval", "timeout", "retries", "critical"));
    URI url = url(body.required("url"));
    CheckDefinition definition = definition(body, url);
    try {
      CheckStatus added = checks.add(definition, url);
      request.changed("", definition.name() + ": " + url);
      return Reply.of(201, json -> CheckJson.write(added, json));
    } catch (Checks.ConflictException e) {
      throw new Problem(409, String.valueOf(e.getMessage()));
    }
  }

  private static CheckDefinition definition(JsonObject body, URI url) {
    Duration interval = body.millis("interval").orElse(CheckDefinition.USUAL_INTERVAL);
    Duration timeout = body.millis("timeout").orElse(min(interval, CheckDefinition.USUAL_TIMEOUT));
    double retries = body.has("retries") ? body.number("retries") : CheckDefinition.USUAL_RETRIES;
    if (retries != Math.rint(retries)) {
      throw new Problem(400, "retries: a whole number, not " + retries);
    }
    try {
      return new CheckDefinition(
          body.required("name"),
          CheckTarget.Http.get(url),
          interval,
          timeout,
          (int) Math.clamp(retries, -1, 1000),
          !body.has("critical") || body.bool("critical"),
          List.of(),
          false);
    } catch (IllegalArgumentException e) {
      throw new Problem(400, String.valueOf(e.getMessage()));
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      if (Set.of("http", "https").contains(String.valueOf(url.getScheme()))
          && url.getHost() != null
          && url.getUserInfo() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Told below, like every other mistake.
    }
    throw new Problem(
        400,
        "url: write http://host/… or https://host/…, without a password; those go in the file");
  }

  private Reply remove(ApiRequest request) throws IOException {
    String name = request.pathParameter("name");
    try {
      if (!checks.remove(name)) {
        throw new Problem(404, "there is no service \"" + name + "\"");
      }
      request.changed(name, "");
      return Reply.NOTHING;
    } catch (Checks.ConflictException e) {
      throw new Problem(409, String.valueOf(e.getMessage()));
    }
  }

  /// Whoever has the token may report; whether there is such a token is all that others learn.
  private Reply ping(ApiRequest request) throws IOException {
    if (!checks.ping(request.pathParameter("token"))) {
      throw new Problem(404, "nobody is expected to report with this token");
    }
    return Reply.of(json -> json.beginObject().name("status").string("ok").endObject());
  }
}
