package io.vigie.server.http.rest;

import io.vigie.server.dashboard.DashboardConflictException;
import io.vigie.server.dashboard.DashboardEntry;
import io.vigie.server.dashboard.DashboardException;
import io.vigie.server.dashboard.DashboardSave;
import io.vigie.server.dashboard.Dashboards;
import io.vigie.server.dashboard.WidgetDashboard;
import io.vigie.server.http.Access;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.Problem;
import io.vigie.server.http.RestRoute;
import io.vigie.server.http.RestRoute.Method;
import io.vigie.server.http.RestRoute.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `dashboards` in the words of applications: widgets, a grid, filters. They are dashboards like
/// all others: the pages show and edit them.
public final class WidgetDashboardsApi implements RestRoute.Group {
  private static final String ALL = "/api/dashboards";
  private static final String ONE = ALL + "/{id}";

  private final Dashboards dashboards;

  public WidgetDashboardsApi(Dashboards dashboards) {
    this.dashboards = dashboards;
  }

  @Override
  public List<RestRoute> routes() {
    return List.of(
        new RestRoute(Method.GET, ALL, Access.READ, _ -> list()),
        new RestRoute(Method.POST, ALL, Access.EDIT, this::create),
        new RestRoute(Method.GET, ONE, Access.READ, this::get),
        new RestRoute(Method.PUT, ONE, Access.EDIT, this::replace),
        new RestRoute(Method.DELETE, ONE, Access.EDIT, this::remove));
  }

  private Reply list() throws IOException {
    List<DashboardEntry> entries = dashboards.list().entries();
    return Reply.of(json -> {
      json.beginArray();
      for (DashboardEntry entry : entries) {
        json.beginObject().name("id").string(entry.uid()).name("name").string(entry.title());
        json.name("folder").string(entry.folder()).endObject();
      }
      json.endArray();
    });
  }

  private Reply get(ApiRequest request) throws IOException {
    return written(200, existing(request.pathParameter("id")));
  }

  private Dashboards.Found existing(String id) throws IOException {
    try {
      return dashboards
          .get(id)
          .orElseThrow(() -> new Problem(404, "there is no dashboard \"" + id + "\""));
    } catch (DashboardException e) {
      throw new Problem(422, String.valueOf(e.getMessage()));
    }
  }

  private static Reply written(int status, Dashboards.Found found) {
    Object model = JsonMapper.shared().convertValue(WidgetDashboard.toModel(found), Object.class);
    return new Reply(
        status,
        Reply.of(json -> json.tree(model)).body(),
        status == 201 ? Map.of("Location", ALL + "/" + found.entry().uid()) : Map.of(),
        List.of());
  }

  private Reply create(ApiRequest request) throws IOException {
    return put(UUID.randomUUID().toString(), "", 201, request);
  }

  private Reply replace(ApiRequest request) throws IOException {
    DashboardEntry before = existing(request.pathParameter("id")).entry();
    return put(before.uid(), before.folder(), 200, request);
  }

  /// With a `version`, only that one is replaced.
  private Reply put(String uid, String folder, int status, ApiRequest request) throws IOException {
    JsonNode model = request.json().tree();
    Optional<String> base =
        Optional.of(model.path("version").asString("")).filter(version -> !version.isEmpty());
    try {
      dashboards.put(
          WidgetDashboard.toDocument(model, uid),
          new DashboardSave(folder, true, base, request.caller(), "by API"));
    } catch (DashboardConflictException e) {
      throw new Problem(409, String.valueOf(e.getMessage()));
    } catch (DashboardException e) {
      throw new Problem(422, String.valueOf(e.getMessage()));
    }
    return written(status, existing(uid));
  }

  private Reply remove(ApiRequest request) throws IOException {
    String id = request.pathParameter("id");
    if (!dashboards.remove(id)) {
      throw new Problem(404, "no dashboard \"" + id + "\" was made here: others stay");
    }
    return Reply.NOTHING;
  }
}
